import { useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import { customer } from '../../services/customer'
import { usePaged } from '../../services/use-paged'
import { usePolling } from '../../services/use-polling'
import { usePullDown } from '../../services/use-pull-down'
import { useRemote } from '../../services/use-remote'
import type { OrderState } from '../../services/types'
import { useWho } from '../../services/who'

const OPEN_STATES: readonly OrderState[] = ['locking', 'review', 'approved', 'shipped']

/** Everything the front page asks the shop for; items and prices anew for each person who acts. */
export function useHome() {
  const who = useWho()
  const customerKey = who.role === 'customer' ? who.key : null
  const [firstKey] = useState('once')
  const categories = useRemote(firstKey, () => customer.catalog.categories({}))
  const items = usePaged(who.key, (after) => customer.catalog.search({ text: '', ...(after ? { after } : {}) }))
  const profile = useRemote(customerKey, () => customer.profile.get({}))
  const orders = useRemote(customerKey, loadOpenOrders)

  useReachBottom(() => void items.more())
  usePolling(async () => {
    if (customerKey !== null) await orders.refresh()
  })
  usePullDown(() =>
    Promise.all([
      categories.refresh(),
      items.refresh(),
      ...(customerKey === null ? [] : [orders.refresh(), profile.refresh()]),
    ]),
  )
  return { who, categories, items, profile, openOrders: customerKey === null ? [] : (orders.data ?? []) }
}

async function loadOpenOrders() {
  const page = await customer.order.list({ limit: 10 })
  return page.rows.filter((row) => OPEN_STATES.includes(row.state))
}
