import type { Context } from '../ports/context'
import { orderDrafts } from './draft'
import { releaseOrder } from './move-order'
import { orders } from './order'
import { lockOrderIfAbandoned } from './place-order'

/** How much one run does at most; the next minute goes on. */
const BATCH = 200

/**
 * Finishes or undoes what a crash left half done: orders stuck in `locking`, ended orders whose holds were not given back;
 * forgets old drafts. May run twice at once, and late.
 */
export async function sweepOrders(
  context: Context,
): Promise<{ finished: number; released: number; forgotten: number }> {
  const now = context.clock.now()
  const [stuck, ended, old] = await Promise.all([
    context.store.list(orders, { where: { state: 'locking', lockUntil: { $lte: now } }, limit: BATCH }),
    context.store.list(orders, { where: { isReleaseDue: true }, limit: BATCH }),
    context.store.list(orderDrafts, { where: { expiresAt: { $lte: now } }, limit: BATCH }),
  ])
  const failures: unknown[] = []
  await each(stuck, failures, (order) => lockOrderIfAbandoned(context, order))
  await each(ended, failures, (order) => releaseOrder(context, order))
  await each(old, failures, (draft) => context.store.remove(orderDrafts, draft._id, { expiresAt: { $lte: now } }))
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} could not be swept`)
  return { finished: stuck.length, released: ended.length, forgotten: old.length }
}

/** One that fails keeps none of the others waiting; it comes again with the next run. */
async function each<T>(rows: readonly T[], failures: unknown[], act: (row: T) => Promise<unknown>): Promise<void> {
  for (const row of rows) {
    try {
      await act(row)
    } catch (error) {
      failures.push(error)
    }
  }
}
