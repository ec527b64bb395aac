import { usePolling } from '../../services/use-polling'
import { useRemote } from '../../services/use-remote'
import { staff } from '../../services/staff'
import type { Queue } from '../parts/offers'
import { LARGEST_PAGE } from '../parts/paging'

/** Numbers beside the queues may be older than the queue that is open. */
const COUNT_EVERY_MS = 30_000

/** The queues that are work to do; how long 已发货 and 全部 are helps nobody. */
const COUNTED: readonly Queue[] = ['review', 'toShip', 'expected']

export type Counts = Partial<Record<Queue, string>>

/** How much waits in each queue: `12`, or `50+` when more than a page waits. */
export function useCounts(queues: readonly Queue[]) {
  const counted = queues.filter((queue) => COUNTED.includes(queue))
  const counts = useRemote(counted.join(), () => countAll(counted))
  usePolling(counts.refresh, COUNT_EVERY_MS)
  return { counts: counts.data ?? {}, refresh: counts.refresh }
}

async function countAll(queues: readonly Queue[]): Promise<Counts> {
  const pages = await Promise.all(queues.map((queue) => staff.order.list({ queue, limit: LARGEST_PAGE })))
  return Object.fromEntries(pages.map((page, index) => [queues[index], countText(page)]))
}

/** The length of a list of which one page is known. */
export function countText(page: { readonly rows: readonly unknown[]; readonly next: string | null }): string {
  return page.next === null ? String(page.rows.length) : `${page.rows.length}+`
}
