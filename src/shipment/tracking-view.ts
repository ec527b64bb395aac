import type * as z from 'zod'
import type { trackingSchema } from './contract'
import type { Parcel } from './parcel'
import { expectedOf, inOrder, stateOf, type TrackingEntry } from './tracking-events'

type Tracking = z.output<typeof trackingSchema>

/** A parcel's way for its own customer and for staff. */
export function viewTracking(parcel: Parcel): Tracking {
  const ordered = inOrder(parcel.events)
  const { orderNumber, carrier, waybillNumber, receiver } = parcel
  return {
    ...{ orderNumber, carrier, waybillNumber, receiver },
    state: stateOf(ordered),
    expected: expectedOf(ordered),
    events: ordered.map(({ at, state, text }) => ({ at: at.toISOString(), state, text })),
  }
}

/** The same for someone who knows number and digits only: nothing about the receiver, no names or phones (#106). */
export function viewTrackingForGuests(parcel: Parcel): Tracking {
  const events = inOrder(parcel.events).map(({ at, state, text }) => ({
    at: at.toISOString(),
    state,
    text: textForGuests({ at, state, text }),
  }))
  return { ...viewTracking(parcel), events, receiver: null }
}

const MOBILE = /(?<!\d)1[3-9]\d([- ]?)\d{4}\1\d{4}(?!\d)/g
const LANDLINE = /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g
const NAMED =
  /((?:签收人|收件人|收货人|快递员|派件员|揽件员|业务员|联系人|小哥)\s*[:：【[（(]\s*)[^\s，。,；;、】\])）]{1,12}/g

/** The last words of a parcel tell who took it and where, in too many ways to blank out: guests get the state alone. */
const TELLING: readonly TrackingEntry['state'][] = ['signed', 'exception', 'refused', 'returned']

function textForGuests({ state, text }: TrackingEntry): string {
  if (TELLING.includes(state)) return ''
  return text.replaceAll(MOBILE, '***').replaceAll(LANDLINE, '***').replaceAll(NAMED, '$1***')
}
