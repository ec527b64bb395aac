import { deliveryNoteSchema } from '../../src/shipment/contract'
import type { Doors } from './doors'
import { placeOrder } from './small-shop'

export interface SentParcel {
  readonly orderId: string
  readonly orderNumber: string
  readonly noteId: string
  readonly waybill: string
}

let sent = 0

/** An order of one piece of A by `as`, approved and handed to 顺丰. */
export async function sendParcel(doors: Doors, as: string): Promise<SentParcel> {
  sent += 1
  const { id: orderId } = await placeOrder(doors, as, `parcel-${process.pid}-${sent}`, { A: 1 })
  await doors.get('sales:1', 'order.approve', { orderId })
  const { id: noteId } = await doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', { orderId })
  const note = await doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.send', { noteId, carrier: 'SF' })
  return { orderId, orderNumber: note.orderNumber, noteId, waybill: note.waybillNumber ?? '' }
}
