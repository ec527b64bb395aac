import { Text, View } from '@tarojs/components'
import { Icon } from '../../../components/icon/icon'
import { OrderStateBadge } from '../../../components/order-state/order-state'
import { Picture } from '../../../components/picture/picture'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { open } from '../../../services/go'
import { formatMoney } from '../../../services/money'
import type { OrderRow } from '../../../services/types'
import './open-orders.css'

const SHOWN = 2

/** The orders that are still on their way, newest first; nothing when there are none. */
export function OpenOrders({ orders }: { readonly orders: readonly OrderRow[] }) {
  if (orders.length === 0) return null
  return (
    <View className="list open-orders">
      <Tap className="open-orders__head" role="link" onTap={() => open('orders')}>
        <Text className="strong">{t('home.openOrders')}</Text>
        <View className="quiet row">
          <Text className="figure">{orders.length}</Text>
          <Icon name="right" size="small" />
        </View>
      </Tap>
      {orders.slice(0, SHOWN).map((order) => (
        <Tap key={order.id} className="list__item" role="link" onTap={() => open('order', { id: order.id })}>
          <Picture picture={order.firstPicture} name={order.firstName} size="small" />
          <View className="grow">
            <View className="open-orders__name">{order.firstName}</View>
            <Text className="quiet figure">
              {t('orders.summary', { kinds: order.lineCount, pieces: order.pieceCount })} ·{' '}
              {formatMoney(order.totalFen)}
            </Text>
          </View>
          <OrderStateBadge state={order.state} />
        </Tap>
      ))}
    </View>
  )
}
