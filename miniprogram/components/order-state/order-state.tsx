import { Text } from '@tarojs/components'
import { t } from '../../i18n'
import type { OrderState } from '../../services/types'
import './order-state.css'

const tones: Record<OrderState, 'waiting' | 'moving' | 'done' | 'off'> = {
  draft: 'off',
  locking: 'waiting',
  review: 'waiting',
  approved: 'moving',
  shipped: 'moving',
  signed: 'done',
  closed: 'done',
  refused: 'off',
  cancelled: 'off',
}

/** The state of an order in a word: 待审核, 已审核, 已发货, 已签收 … */
export function OrderStateBadge({ state }: { readonly state: OrderState }) {
  return <Text className={`order-state order-state--${tones[state]}`}>{t(`order.state.${state}`)}</Text>
}
