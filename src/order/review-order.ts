import type { Context } from '../ports/context'
import { staffRoleSchema } from '../shared/role'
import { ok, type Result } from '../shared/result'
import { moveOrder, refuseUnknown } from './move-order'
import { MOVES, type Order, orders } from './order'
import { type OrderView, type StaffOrderView, viewOrder, viewStaffOrder } from './order-views'
import { customerOf } from './asked-order'

/** 待审核 -> 已审核 with name and time (#77). Repeating one's own approval answers as the first time. */
export async function approveOrder(context: Context, input: { orderId: string }): Promise<Result<StaffOrderView>> {
  return review(context, { orderId: input.orderId, move: 'approve' })
}

/** Refuses the order with a reason; its lock is given back (#77). Repeating one's own refusal answers as the first time. */
export async function refuseOrder(
  context: Context,
  input: { orderId: string; reason: string },
): Promise<Result<StaffOrderView>> {
  return review(context, { orderId: input.orderId, move: 'refuse', note: input.reason })
}

async function review(
  context: Context,
  input: { orderId: string; move: 'approve' | 'refuse'; note?: string },
): Promise<Result<StaffOrderView>> {
  const moved = await moveOrder(context, { ...input, set: { reviewedBy: context.actor.personId } })
  if (moved.ok) return staffAnswer(context, moved.value)
  const order = await context.store.get(orders, input.orderId)
  const isOwnRepeat = order?.state === MOVES[input.move].to && order.reviewedBy === context.actor.personId
  return isOwnRepeat ? staffAnswer(context, order) : moved
}

/** The customer takes the order back before it is approved; its lock is given back. Repeating it changes nothing. */
export async function cancelOrder(context: Context, input: { orderId: string }): Promise<Result<OrderView>> {
  const customerId = customerOf(context)
  const moved = await moveOrder(context, { orderId: input.orderId, move: 'cancel', where: { customerId } })
  if (moved.ok) return ok(viewOrder(moved.value))
  const order = await context.store.get(orders, input.orderId)
  if (order?.customerId !== customerId) return refuseUnknown(input.orderId)
  return order.state === 'cancelled' ? ok(viewOrder(order)) : moved
}

function staffAnswer(context: Context, order: Order): Result<StaffOrderView> {
  return ok(viewStaffOrder(order, staffRoleSchema.parse(context.actor.role)))
}
