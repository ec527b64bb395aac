import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { ORDER_STATE } from './errors'
import { moveOrder, refuseUnknown } from './move-order'
import { type Order, orders } from './order'

/** Notes on an approved order which delivery note serves it; the same note again changes nothing. */
export async function markPrepared(context: Context, orderId: string, noteId: string): Promise<Result<Order>> {
  const marked = await context.store.change(orders, orderId, { state: 'approved' }, { set: { noteId } })
  if (marked !== undefined) return ok(marked)
  const order = await context.store.get(orders, orderId)
  if (order === undefined) return refuseUnknown(orderId)
  if (order.noteId === noteId) return ok(order)
  return refuse(ORDER_STATE, 'The order is in another state.', { state: order.state })
}

export interface ShippedParcel {
  readonly carrier: string
  readonly waybillNumber: string
  readonly noteId: string
}

/** 已审核 -> 已发货; the same parcel again answers as the first time. */
export async function markShipped(context: Context, orderId: string, parcel: ShippedParcel): Promise<Result<Order>> {
  const moved = await moveOrder(context, { orderId, move: 'ship', set: { ...parcel } })
  if (moved.ok) return moved
  const order = await context.store.get(orders, orderId)
  return order?.waybillNumber === parcel.waybillNumber ? ok(order) : moved
}

/** 已发货 -> 已签收 when the carrier says so; an order that is further on stays as it is. */
export async function markSigned(context: Context, orderId: string): Promise<void> {
  await moveOrder(context, { orderId, move: 'sign' })
}
