import { markSigned } from '../order'
import type { Context } from '../ports/context'
import type { WaybillEvent } from '../ports/wechat'
import { parcels } from './parcel'
import { entriesOf, inOrder, stateOf } from './tracking-events'

/** No push reports more; a longer one would only swell the document. */
const MAX_EVENTS = 100

/**
 * Keeps what a carrier reported, each event once, however often and in whatever order it comes (#105): one write, then
 * the order is signed when that is the latest news. A repeat after a crash does what was left undone. False for a parcel
 * that we do not know.
 */
export async function recordTrackingEvents(
  context: Context,
  parcelId: string,
  events: readonly WaybillEvent[],
): Promise<boolean> {
  const entries = entriesOf(context.ids, events.slice(-MAX_EVENTS))
  const set = Object.fromEntries([...entries].map(([key, entry]) => [`events.${key}`, entry]))
  const parcel =
    entries.size === 0
      ? await context.store.get(parcels, parcelId)
      : await context.store.change(parcels, parcelId, {}, { set })
  if (parcel === undefined) return false
  const ordered = inOrder(parcel.events)
  if (stateOf(ordered) === 'signed') await markSigned(context, parcel.orderId)
  return true
}
