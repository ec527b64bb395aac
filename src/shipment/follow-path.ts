import type { Context } from '../ports/context'
import { deliveryNotes } from './delivery-note'
import { finishSending } from './finish-sending'
import { parcelIdOf } from './parcel'
import { recordTrackingEvents } from './record-tracking'
import type { CarrierEvent } from './tracking-events'

/** News of a waybill, as a carrier's platform reports it. */
export interface PathNews {
  readonly carrier: string
  readonly waybillNumber: string
  /** The id that the waybill was ordered under: our note's. */
  readonly orderId: string
  readonly events: readonly CarrierEvent[]
}

/**
 * Takes the news of a waybill. When the parcel is not there because a crash came between ordering it and writing it
 * down, the note is finished first. False for a waybill that is not ours.
 */
export async function followPath(context: Context, news: PathNews): Promise<boolean> {
  const parcelId = parcelIdOf(news.carrier, news.waybillNumber)
  if (await recordTrackingEvents(context, parcelId, news.events)) return true
  const note = await context.store.get(deliveryNotes, news.orderId)
  if (note?.state !== 'sending') return false
  const finished = await finishSending(context, note)
  return finished.ok && recordTrackingEvents(context, parcelId, news.events)
}
