import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from '../../../components/icon/icon'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { open } from '../../../services/go'
import type { OrderState } from '../../../services/types'
import './order-entries.css'

const ENTRIES: readonly { readonly state: OrderState; readonly icon: IconName }[] = [
  { state: 'review', icon: 'clock' },
  { state: 'approved', icon: 'box' },
  { state: 'shipped', icon: 'truck' },
  { state: 'signed', icon: 'check' },
]

/** The way to one's orders, by state. */
export function OrderEntries() {
  return (
    <View className="list">
      <Tap className="list__item" role="link" onTap={() => open('orders')}>
        <Text className="grow strong">{t('me.orders')}</Text>
        <Text className="quiet">{t('me.allOrders')}</Text>
        <Icon name="right" size="small" />
      </Tap>
      <View className="order-entries">
        {ENTRIES.map(({ state, icon }) => (
          <Tap key={state} className="order-entries__one" role="link" onTap={() => open('orders', { state })}>
            <Icon name={icon} />
            <Text className="small">{t(`order.state.${state}`)}</Text>
          </Tap>
        ))}
      </View>
    </View>
  )
}
