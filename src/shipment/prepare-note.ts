import type * as z from 'zod'
import { markPrepared, type Order, orders } from '../order'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { deliveryNoteSchema } from './contract'
import { type DeliveryNote, deliveryNotes, noteIdOf, viewNote } from './delivery-note'
import { SHIPMENT } from './errors'

/**
 * The delivery note of an approved order, with where to pick each line (#102). Asking again, also long after, gives the
 * same note: its id comes from the order's. Refuses an order that is not approved.
 */
export async function prepareNote(
  context: Context,
  { orderId }: { orderId: string },
): Promise<Result<z.output<typeof deliveryNoteSchema>>> {
  const noteId = noteIdOf(context.ids, orderId)
  const [order, known] = await Promise.all([
    context.store.get(orders, orderId),
    context.store.get(deliveryNotes, noteId),
  ])
  if (known !== undefined && order?.noteId === noteId) return ok(viewNote(known))
  if (order === undefined) return refuse(SHIPMENT.noOrder, 'There is no such order.', { orderId })
  if (order.state !== 'approved')
    return refuse(SHIPMENT.notApproved, 'Only an approved order can be shipped.', { orderId, state: order.state })

  const note = known ?? newNote(context, noteId, order)
  const isNew = known === undefined && (await context.store.insert(deliveryNotes, note))
  const marked = await markPrepared(context, orderId, noteId)
  if (!marked.ok) return marked
  const first = isNew || known !== undefined ? note : await context.store.get(deliveryNotes, noteId)
  return ok(viewNote(first ?? note))
}

function newNote(context: Context, noteId: string, order: Order): DeliveryNote {
  const now = context.clock.now()
  return {
    _id: noteId,
    number: `${order.number}-1`,
    orderId: order._id,
    orderNumber: order.number,
    customerId: order.customerId,
    state: 'prepared',
    lines: order.lines.map(({ key, itemId, code, name, spec, unit, quantity, bins }) => ({
      ...{ key, itemId, code, name, spec, unit, quantity, bins },
    })),
    receiver: order.address,
    carrier: null,
    waybillNumber: null,
    isTyped: false,
    preparedBy: context.actor.name ?? 'system',
    preparedAt: now,
    sentBy: null,
    sentAt: null,
    updatedAt: now,
  }
}
