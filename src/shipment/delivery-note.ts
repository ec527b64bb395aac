import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { Collection } from '../ports/store'
import { deliveryAddressSchema } from '../shared/address'
import { quantitySchema } from '../shared/quantity'
import { idSchema } from '../shared/text'
import { binSchema } from '../stock'
import { carrierSchema, type deliveryNoteSchema } from './contract'

/**
 * A delivery note's life: prepared -> sending -> sent. `sending` is the intent, written before anything leaves: whoever
 * finds it finishes it, with the carrier that it names. Back to prepared only when the carrier or the number is refused.
 */
const noteDocumentSchema = z.object({
  _id: idSchema,
  number: z.string(),
  orderId: idSchema,
  orderNumber: z.string(),
  customerId: idSchema,
  state: z.enum(['prepared', 'sending', 'sent']),
  lines: z.array(
    z.object({
      /** The name under which the order holds the pieces. */
      key: idSchema,
      itemId: idSchema,
      code: z.string(),
      name: z.string(),
      spec: z.string(),
      unit: z.string(),
      quantity: quantitySchema,
      bins: z.array(binSchema),
    }),
  ),
  receiver: deliveryAddressSchema,
  carrier: carrierSchema.nullable(),
  waybillNumber: z.string().nullable(),
  /** The number was typed, not ordered from the carrier. */
  isTyped: z.boolean(),
  preparedBy: z.string(),
  preparedAt: z.date(),
  sentBy: z.string().nullable(),
  sentAt: z.date().nullable(),
  updatedAt: z.date(),
  demo: z.boolean().optional(),
})

export type DeliveryNote = z.infer<typeof noteDocumentSchema>

export const deliveryNotes: Collection<DeliveryNote> = { name: 'deliveryNotes', schema: noteDocumentSchema }

/** The order's first note; a second one for the rest of an order would have its own place. */
export function noteIdOf(ids: Ids, orderId: string): string {
  return `n${ids.derive('delivery-note', orderId, '1')}`
}

/** What staff see of a note; the receiver stands on the order. */
export function viewNote(note: DeliveryNote): z.output<typeof deliveryNoteSchema> {
  const { number, orderId, orderNumber, state, carrier, waybillNumber, preparedBy } = note
  return {
    ...{ id: note._id, number, orderId, orderNumber, state, carrier, waybillNumber, preparedBy },
    lines: note.lines.map(({ key: _key, bins, ...line }) => ({
      ...line,
      bins: bins.map(({ warehouseId, batch, quantity }) => ({ warehouseId, batch, quantity })),
    })),
    preparedAt: note.preparedAt.toISOString(),
    sentAt: note.sentAt?.toISOString() ?? null,
  }
}
