import { useReachBottom, useRouter } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { PagedList } from '../../components/async-state/paged-list'
import { Empty } from '../../components/empty/empty'
import { OrderStateBadge } from '../../components/order-state/order-state'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Picture } from '../../components/picture/picture'
import { Tabs } from '../../components/tabs/tabs'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { customer } from '../../services/customer'
import { open } from '../../services/go'
import { formatMoney } from '../../services/money'
import { formatTime } from '../../services/time'
import type { OrderRow, OrderState } from '../../services/types'
import { usePaged } from '../../services/use-paged'
import { usePolling } from '../../services/use-polling'
import { usePullDown } from '../../services/use-pull-down'
import { useWho } from '../../services/who'
import './index.css'

const STATES = ['all', 'review', 'approved', 'shipped', 'signed', 'closed', 'cancelled', 'refused'] as const
type Choice = (typeof STATES)[number]

function OrdersPage() {
  const who = useWho()
  const asked = useRouter().params.state
  const [chosen, choose] = useState<Choice>(STATES.find((one) => one === asked) ?? 'all')
  const list = usePaged(`${who.key} ${chosen}`, (after) => loadOrders(chosen, after))
  useReachBottom(() => void list.more())
  usePullDown(list.refresh)
  usePolling(list.refresh)
  const tabs = STATES.map((state) => ({
    id: state,
    text: state === 'all' ? t('common.all') : t(`order.state.${state}`),
  }))
  const emptyTitle =
    chosen === 'all' ? t('orders.empty') : t('orders.emptyState', { state: t(`order.state.${chosen as OrderState}`) })
  return (
    <Page title={t('orders.title')}>
      <Tabs tabs={tabs} chosen={chosen} onChoose={choose} />
      <PagedList list={list} empty={<Empty icon="list" title={emptyTitle} />}>
        {(rows) => rows.map((order) => <OrderCard key={order.id} order={order} />)}
      </PagedList>
    </Page>
  )
}

function loadOrders(chosen: Choice, after: string | undefined) {
  return customer.order.list({ ...(chosen === 'all' ? {} : { state: chosen }), ...(after ? { after } : {}) })
}

function OrderCard({ order }: { readonly order: OrderRow }) {
  return (
    <Tap className="order-card" role="link" onTap={() => open('order', { id: order.id })}>
      <View className="row row--between">
        <Text className="quiet figure">{order.number}</Text>
        <OrderStateBadge state={order.state} />
      </View>
      <View className="row row--top order-card__body">
        <Picture picture={order.firstPicture} name={order.firstName} size="small" />
        <View className="grow">
          <View>{order.lineCount > 1 ? t('orders.and', { name: order.firstName }) : order.firstName}</View>
          <View className="quiet figure">
            {t('orders.summary', { kinds: order.lineCount, pieces: order.pieceCount })}
          </View>
        </View>
      </View>
      <View className="row row--between">
        <Text className="quiet figure">{formatTime(order.placedAt)}</Text>
        <Text className="strong figure">{formatMoney(order.totalFen)}</Text>
      </View>
    </Tap>
  )
}

export default guarded(OrdersPage)
