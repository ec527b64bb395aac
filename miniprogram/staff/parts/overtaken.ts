interface Step<State> {
  readonly state: State
  readonly by: string
  readonly at: string
}

/**
 * Who moved an order between what the person saw and what is true now; null when nobody did. Of two people pressing
 * at once the second reads a name instead of an error.
 */
export function findOvertaking<State extends string>(
  seen: { readonly state: State },
  now: { readonly state: State; readonly timeline: readonly Step<State>[] },
): Step<State> | null {
  if (seen.state === now.state) return null
  return now.timeline[now.timeline.length - 1] ?? null
}
