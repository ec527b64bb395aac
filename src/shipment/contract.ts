import * as z from 'zod'
import { allow } from '../shared/action'
import { quantitySchema } from '../shared/quantity'
import { ALL_STAFF } from '../shared/role'
import { idSchema } from '../shared/text'

export const TRACKING_STATES = [
  'created',
  'collected',
  'in_transit',
  'delivering',
  'signed',
  'exception',
  'returned',
  'refused',
  'cancelled',
] as const
export const trackingStateSchema = z.enum(TRACKING_STATES)

export const trackingEventSchema = z.strictObject({
  at: z.iso.datetime(),
  state: trackingStateSchema,
  text: z.string(),
})

export const CARRIERS = ['SF', 'YTO', 'ZTO', 'YUNDA', 'STO', 'EMS', 'JD'] as const
export const carrierSchema = z.enum(CARRIERS)
export const waybillNumberSchema = z.string().regex(/^[A-Za-z0-9]{8,32}$/)

export const deliveryNoteSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  orderId: idSchema,
  orderNumber: z.string(),
  state: z.enum(['prepared', 'sending', 'sent']),
  lines: z.array(
    z.strictObject({
      itemId: idSchema,
      code: z.string(),
      name: z.string(),
      spec: z.string(),
      unit: z.string(),
      quantity: quantitySchema,
      /** Where to pick the pieces. */
      bins: z.array(z.strictObject({ warehouseId: idSchema, batch: z.string(), quantity: quantitySchema })),
    }),
  ),
  carrier: carrierSchema.nullable(),
  waybillNumber: z.string().nullable(),
  preparedBy: z.string(),
  preparedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
})

/** What anyone with the right to know may see of a parcel; times in order, oldest first. */
export const trackingSchema = z.strictObject({
  orderNumber: z.string(),
  carrier: carrierSchema,
  waybillNumber: z.string(),
  state: trackingStateSchema,
  /** Such as 预计明日送达; null when the carrier has not said. */
  expected: z.string().nullable(),
  events: z.array(trackingEventSchema),
  /** Masked; null for those who are not signed in. */
  receiver: z.strictObject({ name: z.string(), phone: z.string(), place: z.string() }).nullable(),
})

export const lookupInput = z.strictObject({
  orderNumber: z.string().regex(/^[A-Z0-9-]{8,24}$/),
  phoneLastFour: z.string().regex(/^\d{4}$/),
})

export const customer = {
  tracking: {
    get: allow(['customer'])
      .input(z.strictObject({ orderId: idSchema }))
      .output(trackingSchema),
    /** Without sign-in: order number and the last four digits of the receiver's phone (#106). Nothing personal; guesses are slowed. */
    lookup: allow(['guest'], { guessable: true }).input(lookupInput).output(trackingSchema),
  },
}

const orderIdInput = z.strictObject({ orderId: idSchema })
const noteIdInput = z.strictObject({ noteId: idSchema })

export const sendInput = noteIdInput.extend({ carrier: carrierSchema, waybillNumber: waybillNumberSchema.optional() })

export const staff = {
  shipment: {
    /** The delivery note of an approved order (#102); asking again gives the same note. */
    prepare: allow(['warehouse', 'manager', 'owner']).input(orderIdInput).output(deliveryNoteSchema),
    get: allow(ALL_STAFF).input(noteIdInput).output(deliveryNoteSchema),
    /** Hands the parcel to the carrier: one waybill number, kept; goods leave the stock (#103). A typed number is taken as it is. */
    send: allow(['warehouse', 'manager', 'owner']).input(sendInput).output(deliveryNoteSchema),
    tracking: allow(ALL_STAFF).input(orderIdInput).output(trackingSchema),
  },
}
