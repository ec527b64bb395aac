import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { staff } from '../../services/staff'
import type { UsePaged } from '../../services/use-paged'
import type { Queue } from './offers'
import { createQueue } from './queue-store'
import type { StaffOrderRow } from './types'

/** One queue of orders; another queue starts anew. Fits wherever a paged list is shown. */
export function useQueue(queue: Queue): UsePaged<StaffOrderRow> & { readonly newIds: readonly string[] } {
  const store = useMemo(() => createQueue<StaffOrderRow>((page) => staff.order.list({ queue, ...page })), [queue])
  const state = useSyncExternalStore(store.subscribe, store.read, store.read)
  useEffect(() => void store.reload(), [store])
  return { ...state, reload: store.reload, refresh: store.refresh, more: store.more }
}
