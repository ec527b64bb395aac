import type { Context } from '../ports/context'
import type { Filter, Query } from '../ports/store'
import { decodeCursor, encodeCursor } from '../shared/page'
import { ok, refuse, type Result } from '../shared/result'
import { staffRoleSchema } from '../shared/role'
import { customerOf } from './asked-order'
import { refuseUnknown } from './move-order'
import { type Order, orders, type OrderState, PAYABLE_STATES } from './order'
import {
  type OrderRow,
  type OrderView,
  type StaffOrderRow,
  type StaffOrderView,
  viewOrder,
  viewRow,
  viewStaffOrder,
  viewStaffRow,
} from './order-views'

interface Page<T> {
  rows: T[]
  next: string | null
}

interface PageInput {
  readonly after?: string | undefined
  readonly limit: number
}

export type Queue = 'all' | 'review' | 'toShip' | 'expected' | 'shipped'

/** What each list of the workbench shows; submitted orders stand in the warehouse's and finance's lists at once (#76). */
const QUEUES: Record<Queue, Filter> = {
  all: {},
  review: { state: 'review' },
  toShip: { state: { $in: ['review', 'approved'] } },
  expected: { state: { $in: PAYABLE_STATES }, openFen: { $gt: 0 } },
  shipped: { state: { $in: ['shipped', 'signed'] } },
}

/** The customer's own orders, newest first (#85); one call. */
export async function listOwnOrders(
  context: Context,
  input: PageInput & { state?: OrderState | undefined },
): Promise<Result<Page<OrderRow>>> {
  const own = { customerId: customerOf(context) }
  const where = input.state === undefined ? own : { ...own, state: input.state }
  return page(context, where, input, viewRow)
}

/** A list of the workbench, newest first; one call. */
export async function listOrders(
  context: Context,
  input: PageInput & { queue: Queue },
): Promise<Result<Page<StaffOrderRow>>> {
  return page(context, QUEUES[input.queue], input, viewStaffRow)
}

async function page<T>(
  context: Context,
  where: Filter,
  input: PageInput,
  view: (order: Order) => T,
): Promise<Result<Page<T>>> {
  const from: Pick<Query, 'where' | 'anyOf'> | undefined =
    input.after === undefined ? { where: {} } : startAfter(input.after)
  if (from === undefined) return refuse('REQUEST.INVALID', 'This cursor is not one of ours.')
  const rows = await context.store.list(orders, {
    ...from,
    where: { ...where, ...from.where },
    sort: [
      ['placedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: input.limit + 1,
  })
  const shown = rows.slice(0, input.limit)
  const last = shown.at(-1)
  const hasMore = rows.length > input.limit && last !== undefined
  return ok({ rows: shown.map(view), next: hasMore ? encodeCursor(last.placedAt.getTime(), last._id) : null })
}

/** Rows after the cursor: older, or of the same moment with a smaller id. */
function startAfter(cursor: string): Pick<Query, 'where' | 'anyOf'> | undefined {
  const parts = decodeCursor(cursor)
  const placedAt = new Date(Number(parts?.sortValue))
  if (parts === undefined || Number.isNaN(placedAt.getTime())) return undefined
  return {
    where: { placedAt: { $lte: placedAt } },
    anyOf: [{ placedAt: { $lt: placedAt } }, { placedAt, _id: { $lt: parts.id } }],
  }
}

/** One order of the caller; somebody else's is answered like one that does not exist. */
export async function getOwnOrder(context: Context, input: { orderId: string }): Promise<Result<OrderView>> {
  const order = await context.store.get(orders, input.orderId)
  return order?.customerId === customerOf(context) ? ok(viewOrder(order)) : refuseUnknown(input.orderId)
}

/** One order, with the moves that the caller's role may make now. */
export async function getOrder(context: Context, input: { orderId: string }): Promise<Result<StaffOrderView>> {
  const order = await context.store.get(orders, input.orderId)
  if (order === undefined) return refuseUnknown(input.orderId)
  return ok(viewStaffOrder(order, staffRoleSchema.parse(context.actor.role)))
}
