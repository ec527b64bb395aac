import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { releaseHolds } from '../stock'
import { ORDER_NOT_FOUND, ORDER_STATE } from './errors'
import { isReleasing, type Move, MOVES, type Order, orders } from './order'

export interface MoveOrder {
  readonly orderId: string
  readonly move: Move
  readonly note?: string
  /** More conditions and fields of the same single write. */
  readonly where?: Record<string, unknown>
  readonly set?: Record<string, unknown>
}

/**
 * Makes one move of the order's life in one conditional write: of any number of people at once, one makes it, the others
 * are told the state, who made it and when (#167). A move that ends the order also gives its holds back; a crash in
 * between is finished by the sweep.
 */
export async function moveOrder(context: Context, input: MoveOrder): Promise<Result<Order>> {
  const { from, to } = MOVES[input.move]
  const at = context.clock.now()
  const isEnding = isReleasing(input.move)
  const moved = await context.store.change(
    orders,
    input.orderId,
    { ...input.where, state: from.length === 1 ? from[0] : { $in: from } },
    {
      set: { ...input.set, state: to, updatedAt: at, ...(isEnding ? { isReleaseDue: true } : {}) },
      push: { timeline: [{ state: to, at, by: nameOf(context), note: input.note ?? '' }] },
    },
  )
  if (moved === undefined) return refuseMove(context, input.orderId)
  return ok(isEnding ? await releaseOrder(context, moved) : moved)
}

/** Gives back what an ended order holds, then marks it so. Safe to repeat. */
export async function releaseOrder(context: Context, order: Order): Promise<Order> {
  await releaseHolds(context, order.lines)
  const released = await context.store.change(orders, order._id, {}, { set: { isReleaseDue: false } })
  return released ?? order
}

async function refuseMove(context: Context, orderId: string): Promise<Result<never>> {
  const order = await context.store.get(orders, orderId)
  if (order === undefined) return refuseUnknown(orderId)
  const last = order.timeline.at(-1)
  return refuse(ORDER_STATE, 'The order is in another state.', {
    state: order.state,
    by: last?.by ?? '',
    at: last?.at.toISOString() ?? '',
  })
}

/** The same words for an order that does not exist and for somebody else's. */
export function refuseUnknown(orderId: string): Result<never> {
  return refuse(ORDER_NOT_FOUND, 'There is no such order.', { orderId })
}

/** Who stands in the timeline: staff by name, customers and the system by kind. */
function nameOf(context: Context): string {
  const { role, name } = context.actor
  return role === 'customer' || role === 'system' ? role : (name ?? role)
}
