import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Icon } from '../../../components/icon/icon'
import { Stepper } from '../../../components/stepper/stepper'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { addToCart, cartStore } from '../../../services/cart'
import { MAX_LINES } from '../../../services/cart-lines'
import { beginCheckout } from '../../../services/checkout'
import { open, openTab } from '../../../services/go'
import { say } from '../../../services/phone'
import { useStore } from '../../../services/store'
import type { ItemView } from '../../../services/types'
import './buy-bar.css'

/** Quantity, into the cart, or order at once. More than there is may be put into the cart; the shop decides when it is ordered. */
export function BuyBar({ item }: { readonly item: ItemView }) {
  const [quantity, setQuantity] = useState(1)
  const isOff = !item.isActive
  const over = Math.max(0, quantity - Math.max(0, item.usable))
  const put = () => {
    const isIn = addToCart(item.id, quantity)
    say(isIn ? t('item.added') : t('cart.full', { count: MAX_LINES }), isIn)
  }
  const buy = async () => {
    await beginCheckout([{ itemId: item.id, quantity }], false)
    open('confirm')
  }
  return (
    <View className="bottom-bar buy-bar">
      <View className="buy-bar__row">
        <Text className="quiet">{t('item.quantity')}</Text>
        {over > 0 && !isOff && (
          <View className="buy-bar__over figure" role="alert">
            {t('item.over', { usable: Math.max(0, item.usable), unit: item.unit, short: over })}
          </View>
        )}
        <Stepper quantity={quantity} onChange={setQuantity} />
      </View>
      <View className="buy-bar__row">
        <CartEntry />
        <Button className="grow" text={t('item.addToCart')} isOff={isOff} onTap={put} />
        <Button
          className="grow"
          look="main"
          text={t('item.buyNow')}
          isOff={isOff || item.usable <= 0}
          onTap={() => void buy()}
        />
      </View>
    </View>
  )
}

function CartEntry() {
  const count = useStore(cartStore).length
  return (
    <Tap className="buy-bar__cart" label={`${t('item.cart')} ${count}`} onTap={() => openTab('cart')}>
      <Icon name="cart" />
      {count > 0 && <Text className="buy-bar__count figure">{count}</Text>}
    </Tap>
  )
}
