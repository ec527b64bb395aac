import type { StaffOrder } from './types'

export interface Overtaken {
  readonly by: string
  readonly state: StaffOrder['state']
  readonly at: string
}

/**
 * Who moved an order between what the person saw and what is true now; null when nobody did. Of two people pressing
 * at once the second reads a name instead of an error.
 */
export function findOvertaking(seen: StaffOrder, now: StaffOrder): Overtaken | null {
  if (seen.state === now.state) return null
  const last = now.timeline[now.timeline.length - 1]
  return last ? { by: last.by, state: last.state, at: last.at } : null
}
