import { Text, View } from '@tarojs/components'
import { OrderStateBadge } from '../../../components/order-state/order-state'
import { Picture } from '../../../components/picture/picture'
import { Price } from '../../../components/price/price'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { formatShortTime } from '../../../services/time'
import type { Queue } from '../../parts/offers'
import type { StaffOrderRow } from '../../parts/types'

interface OrderRowProps {
  readonly row: StaffOrderRow
  readonly queue: Queue
  readonly isNew: boolean
  readonly isChosen: boolean
  readonly onOpen: (orderId: string) => void
}

/** One order of a queue: whose, what, how much, how far. */
export function OrderRow({ row, queue, isNew, isChosen, onOpen }: OrderRowProps) {
  const looks = [isNew && 'order-row--new', isChosen && 'order-row--chosen'].filter(Boolean).join(' ')
  const { number, customerName: customer, state } = row
  const label = t('staff.todo.openOrder', { number, customer, state: t(`order.state.${state}`) })
  return (
    <Tap className={`order-row ${looks}`} role="link" label={label} onTap={() => onOpen(row.id)}>
      <View className="order-row__head">
        <Text className="order-row__customer">{customer}</Text>
        <OrderStateBadge state={state} />
      </View>
      <View className="order-row__body">
        <Picture picture={row.firstPicture} name={row.firstName} size="small" />
        <View className="grow">
          <View className="order-row__goods">{goodsText(row)}</View>
          <View className="order-row__foot">
            <View className="order-row__meta quiet figure">
              <Text>{number}</Text>
              <Text>{formatShortTime(row.placedAt)}</Text>
            </View>
            <OrderSum row={row} isOpenSum={queue === 'expected'} />
          </View>
        </View>
      </View>
      {queue === 'toShip' && state === 'review' && (
        <View className="order-row__hint">
          <Text className="staff-chip staff-chip--warn">{t('staff.todo.notYet')}</Text>
        </View>
      )}
    </Tap>
  )
}

function OrderSum({ row, isOpenSum }: { readonly row: StaffOrderRow; readonly isOpenSum: boolean }) {
  return (
    <View className="order-row__sum">
      {isOpenSum && <Text className="quiet">{t('staff.todo.open')}</Text>}
      <Price amountFen={isOpenSum ? row.openFen : row.totalFen} size="small" />
    </View>
  )
}

function goodsText(row: StaffOrderRow): string {
  const figures = { name: row.firstName, lines: row.lineCount, pieces: row.pieceCount }
  return t(row.lineCount === 1 ? 'staff.todo.oneGood' : 'staff.todo.goods', figures)
}
