import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PagedList } from '../../components/async-state/paged-list'
import { TroubleBar } from '../../components/async-state/trouble'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'
import { usePolling } from '../../services/use-polling'
import { Frame } from '../parts/frame/frame'
import { isRoleLost, RoleLost } from '../parts/frame/role-lost'
import { queuesOf, type Queue } from '../parts/offers'
import { useQueue } from '../parts/use-queue'
import type { Staff } from '../parts/use-staff'
import { useWide } from '../parts/use-wide'
import { OrderDetail } from '../order/parts/order-detail'
import { OrderRow } from './parts/order-row'
import { QueueTabs } from './parts/queue-tabs'
import { Who } from './parts/who'
import { countText, useCounts } from './use-counts'
import './index.css'

const EMPTY_TEXTS = {
  review: 'staff.todo.emptyReview',
  toShip: 'staff.todo.emptyToShip',
  expected: 'staff.todo.emptyExpected',
  shipped: 'staff.todo.emptyShipped',
  all: 'staff.todo.emptyAll',
} as const

function TodoPage() {
  return (
    <Frame title={t('staff.todo.title')} tab="todo">
      {(staff) => <Desk key={staff.role} staff={staff} />}
    </Frame>
  )
}

/** The queues of one role; in a wide window the chosen order beside its queue. */
function Desk({ staff }: { readonly staff: Staff }) {
  const queues = queuesOf(staff.role)
  const [queue, setQueue] = useState<Queue>(queues[0] ?? 'all')
  const [chosenId, choose] = useState<string | null>(null)
  const isWide = useWide()
  const list = useQueue(queue)
  const { counts, refresh: refreshCounts } = useCounts(queues)
  const refresh = async () => {
    await Promise.all([list.refresh(), refreshCounts()])
  }
  usePolling(list.refresh)
  usePullDownRefresh(() => void refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.more())
  const open = (orderId: string) => {
    if (isWide) choose(orderId)
    else void Taro.navigateTo({ url: `/staff/order/index?id=${orderId}` })
  }
  const shown = list.isLoading || counts[queue] === undefined ? counts : { ...counts, [queue]: countText(list) }
  if (isRoleLost(list.error)) return <RoleLost />
  return (
    <View className="staff-split">
      <View className="staff-split__list">
        <Who staff={staff} />
        <QueueTabs queues={queues} active={queue} counts={shown} onChoose={setQueue} />
        {list.error && list.rows.length > 0 && (
          <TroubleBar error={list.error} isBusy={false} onRetry={() => void list.refresh()} />
        )}
        <PagedList
          list={list}
          empty={<Empty icon="check" title={t(EMPTY_TEXTS[queue])} text={t('staff.todo.emptyHint')} />}
        >
          {(rows) =>
            rows.map((row) => (
              <OrderRow
                key={row.id}
                row={row}
                queue={queue}
                isNew={list.newIds.includes(row.id)}
                isChosen={isWide && row.id === chosenId}
                onOpen={open}
              />
            ))
          }
        </PagedList>
      </View>
      {isWide && (
        <View className="staff-split__detail">
          {chosenId === null ? (
            <Empty icon="list" title={t('staff.todo.choose')} />
          ) : (
            <OrderDetail key={chosenId} orderId={chosenId} onMoved={() => void refresh()} />
          )}
        </View>
      )}
    </View>
  )
}

export default guarded(TodoPage)
