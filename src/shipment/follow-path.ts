import type { Context } from '../ports/context'
import type { WaybillEvent } from '../ports/wechat'
import { deliveryNotes } from './delivery-note'
import { finishSending } from './finish-sending'
import { parcelIdOf, parcels } from './parcel'
import { recordTrackingEvents } from './record-tracking'

/** News of a waybill, as a carrier's platform reports it. */
export interface PathNews {
  readonly carrier: string
  readonly waybillNumber: string
  /** The id that the waybill was ordered under: our note's. */
  readonly orderId: string
  readonly events: readonly WaybillEvent[]
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

/** How soon WeChat may be asked about the same parcel again. */
const ASK_AGAIN_MS = 5_000

/**
 * For a hint that anybody may have sent: nothing of it is believed, WeChat itself is asked, and no more than once in 5 s
 * for each parcel. False when there was nothing to ask or no answer.
 */
export async function askForPath(
  context: Context,
  hint: Omit<PathNews, 'events'> & { openid: string },
): Promise<boolean> {
  const { carrier, waybillNumber, openid } = hint
  const now = context.clock.now()
  const before = new Date(now.getTime() - ASK_AGAIN_MS)
  const parcelId = parcelIdOf(carrier, waybillNumber)
  const parcel = await context.store.change(parcels, parcelId, { askedAt: { $lt: before } }, { set: { askedAt: now } })
  if (parcel === undefined) return false
  const path = await context.wechat.waybillPath({ orderId: parcel.noteId, openid, carrier, waybillNumber })
  return path.ok && recordTrackingEvents(context, parcelId, path.value)
}
