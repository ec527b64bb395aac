import { View } from '@tarojs/components'
import { useState } from 'react'
import { AsyncState } from '../../../components/async-state/async-state'
import { Timeline, type TimelineRow } from '../../../components/timeline/timeline'
import { t } from '../../../i18n'
import { Parcel } from '../../parts/parcel/parcel'
import type { StaffOrder } from '../../parts/types'
import { OrderHead } from './order-head'
import { OrderLines } from './order-lines'
import { OrderMoves } from './order-moves'
import { Receiver } from './receiver'
import { RefuseSheet } from './refuse-sheet'
import { nameActor, useOrder } from './use-order'
import './order.css'

interface OrderDetailProps {
  readonly orderId: string
  /** The order moved on, by this person or another: lists that show it are out of date. */
  readonly onMoved?: () => void
}

/** A whole order with what the caller's role may do to it now. */
export function OrderDetail({ orderId, onMoved = () => undefined }: OrderDetailProps) {
  const { order, moving, notice, approve, refuse, openNote } = useOrder(orderId, onMoved)
  const [isRefusing, setRefusing] = useState(false)
  return (
    <>
      <AsyncState state={order} skeleton="page">
        {(shown) => (
          <>
            {notice !== null && (
              <View className="staff-notice" role="alert">
                {notice}
              </View>
            )}
            <OrderHead order={shown} />
            <OrderLines order={shown} />
            <Receiver order={shown} />
            {shown.carrier !== null && <Parcel orderId={shown.id} />}
            <View className="card">
              <View className="card__title">{t('staff.order.timeline')}</View>
              <Timeline rows={timelineRows(shown)} />
            </View>
            <OrderMoves
              order={shown}
              moving={moving}
              onApprove={() => void approve()}
              onRefuse={() => setRefusing(true)}
              onNote={() => void openNote(shown.noteId)}
            />
          </>
        )}
      </AsyncState>
      <RefuseSheet
        orderId={orderId}
        isOpen={isRefusing}
        isBusy={moving === 'refuse'}
        onClose={() => setRefusing(false)}
        onRefuse={refuse}
      />
    </>
  )
}

function timelineRows(order: StaffOrder): TimelineRow[] {
  return order.timeline
    .map((step, index) => ({
      key: `${index}`,
      title: t(`order.state.${step.state}`),
      at: step.at,
      text: [nameActor(step.by), step.note].filter(Boolean).join('：'),
    }))
    .reverse()
}
