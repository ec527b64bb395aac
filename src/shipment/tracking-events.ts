import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { WaybillEvent } from '../ports/wechat'
import { TRACKING_STATES, trackingStateSchema } from './contract'

export type TrackingState = (typeof TRACKING_STATES)[number]

export const trackingEntrySchema = z.object({ at: z.date(), state: trackingStateSchema, text: z.string() })

/** One thing that a carrier reported. */
export type TrackingEntry = z.infer<typeof trackingEntrySchema>

const MAX_TEXT = 200

/** WeChat's action types (PLATFORM D7). */
const STATE_OF_CODE: Readonly<Record<number, TrackingState>> = {
  100001: 'collected',
  100002: 'exception',
  100003: 'created',
  200001: 'in_transit',
  300002: 'delivering',
  300003: 'signed',
  300004: 'exception',
  400001: 'cancelled',
  400002: 'exception',
}

/** A code that we do not know is read by its hundred-thousands: carriers add new ones. */
const STATE_OF_CLASS: Readonly<Record<number, TrackingState>> = {
  1: 'collected',
  2: 'in_transit',
  3: 'delivering',
  4: 'exception',
}

/** What a carrier's code means to us. */
export function stateOfCode(code: number): TrackingState {
  return STATE_OF_CODE[code] ?? STATE_OF_CLASS[Math.floor(code / 100_000)] ?? 'in_transit'
}

/** The events by keys made from themselves: the same event always has the same key, in whatever push it comes (#105). */
export function entriesOf(ids: Ids, events: readonly WaybillEvent[]): Map<string, TrackingEntry> {
  return new Map(
    events.map(({ at, code, text }) => [
      `e${ids.derive('tracking', at.toISOString(), String(code), text)}`,
      { at, state: stateOfCode(code), text: text.slice(0, MAX_TEXT) },
    ]),
  )
}

/** Oldest first; of two in the same second, the one further along comes later. */
export function inOrder(events: Readonly<Record<string, TrackingEntry>>): TrackingEntry[] {
  const rank = (entry: TrackingEntry) => TRACKING_STATES.indexOf(entry.state)
  return Object.values(events).sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
}

/** Where the parcel is: what the latest event says, in whatever order they came. */
export function stateOf(ordered: readonly TrackingEntry[]): TrackingState {
  return ordered.at(-1)?.state ?? 'created'
}

const EXPECTED = /预计[^，。,；;！!\s]{1,20}?(?:送达|到达|派送|送到)/
const IS_OVER: readonly TrackingState[] = ['signed', 'returned', 'refused', 'cancelled']

/** When the carrier expects to deliver, in its own words; null when it has not said or the journey is over. */
export function expectedOf(ordered: readonly TrackingEntry[]): string | null {
  if (IS_OVER.includes(stateOf(ordered))) return null
  const words = ordered.map((entry) => EXPECTED.exec(entry.text)?.[0]).filter((found) => found !== undefined)
  return words.at(-1) ?? null
}
