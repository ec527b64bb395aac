import { useDidShow } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { Trouble, TroubleBar } from '../../components/async-state/trouble'
import { Button } from '../../components/button/button'
import { Check } from '../../components/check/check'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Price } from '../../components/price/price'
import { Skeleton } from '../../components/skeleton/skeleton'
import { t } from '../../i18n'
import { selectInCart, showCartBadge } from '../../services/cart'
import { openTab } from '../../services/go'
import { confirm, say } from '../../services/phone'
import { nameTabs } from '../../services/tabs'
import { usePullDown } from '../../services/use-pull-down'
import { CartLineRow } from './parts/cart-line-row'
import { useCart } from './use-cart'
import './index.css'

function CartPage() {
  const cart = useCart()
  useDidShow(() => {
    nameTabs()
    showCartBadge()
  })
  usePullDown(cart.state.reload)
  const { rows, state } = cart
  const isUnknown = rows.length > 0 && rows.every((row) => row.quoted === undefined && !row.isGone)
  const retry = () => void state.reload()
  return (
    <Page title={t('tab.cart')} className="above-bottom-bar">
      {rows.length === 0 && (
        <Empty
          icon="cart"
          title={t('cart.empty')}
          text={t('cart.emptyHint')}
          action={{ text: t('cart.browse'), onTap: () => openTab('home') }}
        />
      )}
      {isUnknown &&
        (state.error ? <Trouble error={state.error} isBusy={false} onRetry={retry} /> : <Skeleton shape="cards" />)}
      {!isUnknown && state.error && <TroubleBar error={state.error} isBusy={state.isLoading} onRetry={retry} />}
      {!isUnknown && rows.map((row) => <CartLineRow key={row.itemId} row={row} isFresh={state.data !== undefined} />)}
      {!isUnknown && rows.length > 0 && <CartBar cart={cart} />}
    </Page>
  )
}

function CartBar({ cart }: { readonly cart: ReturnType<typeof useCart> }) {
  const { rows, chosen, totalFen } = cart
  const isAll = rows.every((row) => row.isSelected)
  const selected = rows.filter((row) => row.isSelected).length
  const remove = async () => {
    if (selected === 0) return say(t('cart.pick'))
    if (await confirm(t('cart.manage'), t('cart.removeSelected', { count: selected }))) cart.removeChosen()
  }
  return (
    <View className="bottom-bar cart-bar">
      <Check
        isOn={isAll}
        text={t('cart.selectAll')}
        onChange={(isOn) =>
          selectInCart(
            rows.map((row) => row.itemId),
            isOn,
          )
        }
      />
      <Button size="small" look="quiet" text={t('common.remove')} onTap={() => void remove()} />
      <View className="cart-bar__total">
        <Text className="quiet">{t('cart.total')}</Text>
        {totalFen === undefined ? <Text className="quiet">…</Text> : <Price amountFen={totalFen} />}
      </View>
      <Button
        className="cart-bar__go"
        look="main"
        text={t('cart.goConfirm', { count: chosen.length })}
        isOff={chosen.length === 0 || cart.isAsking}
        onTap={() => void cart.order()}
      />
    </View>
  )
}

export default guarded(CartPage)
