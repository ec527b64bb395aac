import { Text, View } from '@tarojs/components'
import { Icon } from '../../../components/icon/icon'
import { OrderStateBadge } from '../../../components/order-state/order-state'
import { Price } from '../../../components/price/price'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { formatMoney } from '../../../services/money'
import { copy } from '../../../services/phone'
import { formatTime } from '../../../services/time'
import type { StaffOrder } from '../../parts/types'

/** Whose order, which, how far, how much and what is still open. */
export function OrderHead({ order }: { readonly order: StaffOrder }) {
  return (
    <View className="card">
      <View className="staff-order__who">
        <Text className="staff-order__customer">{order.customerName}</Text>
        <OrderStateBadge state={order.state} />
      </View>
      <View className="staff-order__number">
        <Text className="quiet figure">
          {order.number} · {formatTime(order.placedAt)}
        </Text>
        <Tap className="staff-icon-button" label={t('staff.order.copyNumber')} onTap={() => void copy(order.number)}>
          <Icon name="copy" size="small" />
        </Tap>
      </View>
      <View className="staff-order__sums">
        <Price amountFen={order.totalFen} size="large" />
        {order.openFen > 0 ? (
          <Text className="staff-chip staff-chip--warn figure">
            {t('staff.order.open')} {formatMoney(order.openFen)}
          </Text>
        ) : (
          <Text className="staff-chip">{t('staff.order.paid')}</Text>
        )}
      </View>
    </View>
  )
}
