import { View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import type { Move, StaffOrder } from '../../parts/types'

interface OrderMovesProps {
  readonly order: StaffOrder
  readonly moving: Move | null
  readonly onApprove: () => void
  readonly onRefuse: () => void
  readonly onNote: () => void
}

/** The moves that the shop offers to this role now; nothing when there is nothing to do. */
export function OrderMoves({ order, moving, onApprove, onRefuse, onNote }: OrderMovesProps) {
  const { moves } = order
  if (moves.length === 0) return null
  const canShip = moves.includes('prepare') || moves.includes('send')
  return (
    <View className="staff-actions">
      {moves.includes('refuse') && (
        <Button
          className="grow"
          text={t('staff.order.refuse')}
          look="bad"
          isOff={moving !== null}
          isBusy={moving === 'refuse'}
          onTap={onRefuse}
        />
      )}
      {moves.includes('approve') && (
        <Button
          className="staff-order__main"
          text={t(moving === 'approve' ? 'staff.order.working' : 'staff.order.approve')}
          look="main"
          isOff={moving !== null}
          isBusy={moving === 'approve'}
          onTap={onApprove}
        />
      )}
      {canShip && (
        <Button
          className="staff-order__main"
          text={t(order.noteId === null ? 'staff.order.prepare' : 'staff.order.send')}
          look="main"
          isBusy={moving === 'prepare'}
          onTap={onNote}
        />
      )}
    </View>
  )
}
