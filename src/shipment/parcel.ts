import * as z from 'zod'
import type { Collection } from '../ports/store'
import { idSchema, maskPhone } from '../shared/text'
import { carrierSchema } from './contract'
import type { DeliveryNote } from './delivery-note'
import { trackingEntrySchema } from './tracking-events'

const parcelSchema = z.object({
  /** Carrier and waybill number: a number is given out once, so the first note to claim it has it. */
  _id: idSchema,
  orderId: idSchema,
  orderNumber: z.string(),
  noteId: idSchema,
  customerId: idSchema,
  carrier: carrierSchema,
  waybillNumber: z.string(),
  /** Masked before it is kept: tracking never needs the whole. */
  receiver: z.object({ name: z.string(), phone: z.string(), place: z.string() }),
  /** Each event under a key made from itself, so that one that comes again falls on itself. State and order are read from it. */
  events: z.record(z.string(), trackingEntrySchema),
  createdAt: z.date(),
  /** When WeChat was last asked about it. */
  askedAt: z.date(),
  demo: z.boolean().optional(),
})

export type Parcel = z.infer<typeof parcelSchema>

export const parcels: Collection<Parcel> = { name: 'parcels', schema: parcelSchema }

export function parcelIdOf(carrier: string, waybillNumber: string): string {
  return `${carrier}-${waybillNumber}`
}

/** The parcel that a note's goods leave in, before any news of it. */
export function parcelOf(note: DeliveryNote, carrier: Parcel['carrier'], waybillNumber: string, now: Date): Parcel {
  const { orderId, orderNumber, customerId, receiver } = note
  return {
    _id: parcelIdOf(carrier, waybillNumber),
    ...{ orderId, orderNumber, noteId: note._id, customerId, carrier, waybillNumber },
    receiver: {
      name: maskName(receiver.name),
      phone: maskPhone(receiver.phone),
      place: `${receiver.province}${receiver.city === receiver.province ? '' : receiver.city}${receiver.district}`,
    },
    events: {},
    createdAt: now,
    askedAt: now,
    // Whoever writes it down, also the sweep: it is the demo's if its note is (#145).
    ...(note.demo === true ? { demo: true } : {}),
  }
}

/** 王**: enough to recognise oneself by. */
function maskName(name: string): string {
  const [first = ''] = [...name]
  return `${first}**`
}
