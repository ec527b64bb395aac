import { Text, View } from '@tarojs/components'
import { Check } from '../../../components/check/check'
import { Icon } from '../../../components/icon/icon'
import { Picture } from '../../../components/picture/picture'
import { Price } from '../../../components/price/price'
import { Stepper } from '../../../components/stepper/stepper'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { removeFromCart, selectInCart, setCartQuantity } from '../../../services/cart'
import { open } from '../../../services/go'
import { confirm } from '../../../services/phone'
import type { CartRow } from '../use-cart'
import './cart-line-row.css'

/** One line of the cart. A short line is flagged red with its figures (#58); an item no longer sold can only be removed. */
export function CartLineRow({ row, isFresh }: { readonly row: CartRow; readonly isFresh: boolean }) {
  const { quoted, itemId } = row
  const name = quoted?.name ?? t('cart.gone')
  const isShort = isFresh && quoted !== undefined && quoted.short > 0
  const remove = async () => {
    if (await confirm(t('cart.remove'), t('cart.removeAsk', { name }))) removeFromCart([itemId])
  }
  return (
    <View className={`cart-line${isShort || row.isGone ? ' cart-line--short' : ''}`}>
      <Check
        isOn={row.isSelected}
        label={t('cart.select', { name })}
        onChange={(isOn) => selectInCart([itemId], isOn)}
      />
      <Tap role="link" label={name} isOff={row.isGone} onTap={() => open('item', { id: itemId })}>
        <Picture picture={quoted?.picture ?? ''} name={name} />
      </Tap>
      <View className="cart-line__body">
        <View className="row row--top">
          <View className="grow cart-line__name">{name}</View>
          <Tap className="cart-line__remove" label={`${t('cart.remove')} ${name}`} onTap={() => void remove()}>
            <Icon name="trash" size="small" />
          </Tap>
        </View>
        {row.isGone && <Text className="cart-line__short">{t('cart.goneHint')}</Text>}
        {quoted && !row.isGone && (
          <>
            <Text className="quiet">{quoted.spec}</Text>
            {isShort && (
              <View className="cart-line__short figure" role="alert">
                {t('cart.shortLine', { usable: Math.max(0, quoted.usable), short: quoted.short })}
              </View>
            )}
            <View className="row row--between cart-line__foot">
              <Price amountFen={quoted.unitFen} listFen={quoted.listUnitFen} />
              <Stepper
                quantity={row.quantity}
                label={name}
                onChange={(quantity) => setCartQuantity(itemId, quantity)}
              />
            </View>
          </>
        )}
      </View>
    </View>
  )
}
