import { markShipped, markSigned } from '../order'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { shipHolds } from '../stock'
import { consignmentOf } from './consignment'
import { type DeliveryNote, deliveryNotes } from './delivery-note'
import { SHIPMENT } from './errors'
import { type Parcel, parcelOf, parcels } from './parcel'
import { inOrder, stateOf } from './tracking-events'

/**
 * Brings a note in `sending` to `sent`, from wherever it stopped: number, parcel, order shipped, goods out, note sent.
 * Each step is one keyed write that does nothing the second time, so any number may run it at once.
 */
export async function finishSending(context: Context, note: DeliveryNote): Promise<Result<DeliveryNote>> {
  const { carrier } = note
  if (carrier === null) throw new Error('a note is being sent without a carrier')
  const number = note.waybillNumber === null ? await orderNumber(context, note, carrier) : ok(note.waybillNumber)
  if (!number.ok) return number
  const waybillNumber = number.value

  const parcel = await claimNumber(context, note, carrier, waybillNumber)
  if (!parcel.ok) return parcel
  const shipped = await markShipped(context, note.orderId, { carrier, waybillNumber, noteId: note._id })
  if (!shipped.ok) return shipped
  await shipHolds(context, note.lines, note._id)
  await catchUp(context, parcel.value)
  return ok(await markSent(context, note))
}

/** Refusals after which no parcel exists, so that another carrier may be chosen. */
const FINAL = new Set(['WECHAT.CARRIER_ACCOUNT_MISSING', 'WECHAT.CARRIER_REFUSED'])

/** One number for the note, kept before it is used. Of two that asked at once the first to be written counts. */
async function orderNumber(context: Context, note: DeliveryNote, carrier: Parcel['carrier']): Promise<Result<string>> {
  const ordered = await context.wechat.createWaybill(await consignmentOf(context, note, carrier))
  if (!ordered.ok) {
    if (FINAL.has(ordered.refusal.code)) await backToPrepared(context, note)
    return ordered
  }
  const { waybillNumber } = ordered.value
  const set = { waybillNumber, updatedAt: context.clock.now() }
  const kept = await context.store.change(deliveryNotes, note._id, { state: 'sending', waybillNumber: null }, { set })
  if (kept !== undefined) return ok(waybillNumber)
  const now = await context.store.get(deliveryNotes, note._id)
  return ok(now?.waybillNumber ?? waybillNumber)
}

/** The parcel's id is its number, so a number that another note has is refused by the insert itself. */
async function claimNumber(
  context: Context,
  note: DeliveryNote,
  carrier: Parcel['carrier'],
  waybillNumber: string,
): Promise<Result<Parcel>> {
  const parcel = parcelOf(note, carrier, waybillNumber, context.clock.now())
  if (await context.store.insert(parcels, parcel)) return ok(parcel)
  const holder = await context.store.get(parcels, parcel._id)
  if (holder?.noteId === note._id) return ok(holder)
  if (note.isTyped) await backToPrepared(context, note)
  return refuse(SHIPMENT.waybillTaken, 'This waybill number belongs to another parcel.', {
    carrier,
    waybillNumber,
    orderNumber: holder?.orderNumber ?? '',
  })
}

async function backToPrepared(context: Context, note: DeliveryNote): Promise<void> {
  const { carrier, waybillNumber } = note
  await context.store.change(
    deliveryNotes,
    note._id,
    { state: 'sending', carrier, waybillNumber },
    {
      set: {
        state: 'prepared',
        ...{ carrier: null, waybillNumber: null, isTyped: false, sentBy: null },
        updatedAt: context.clock.now(),
      },
    },
  )
}

/** News that came while the order was not yet shipped could not sign it. */
async function catchUp(context: Context, claimed: Parcel): Promise<void> {
  const parcel = await context.store.get(parcels, claimed._id)
  if (parcel !== undefined && stateOf(inOrder(parcel.events)) === 'signed') await markSigned(context, parcel.orderId)
}

async function markSent(context: Context, note: DeliveryNote): Promise<DeliveryNote> {
  const now = context.clock.now()
  const set = { state: 'sent', sentAt: now, updatedAt: now }
  const sent = await context.store.change(deliveryNotes, note._id, { state: 'sending' }, { set })
  const known = sent ?? (await context.store.get(deliveryNotes, note._id))
  if (known === undefined) throw new Error('a note is gone while it was being sent')
  return known
}
