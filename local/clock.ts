/** The cloud's own time: it runs like the machine's, moved by an offset that dev mode may change. */
export interface SettableClock {
  now(): number
  offsetMs(): number
  /** Moves the clock; it runs on from there. Listeners hear of it after the move. */
  setTo(timeMs: number): void
  onJump(listener: () => void): void
}

/** A clock that starts `offsetMs` away from the machine's. Each cloud has its own. */
export function createClock(startOffsetMs = 0): SettableClock {
  let offsetMs = startOffsetMs
  const listeners: (() => void)[] = []
  return {
    now: () => Date.now() + offsetMs,
    offsetMs: () => offsetMs,
    setTo(timeMs) {
      offsetMs = Math.round(timeMs - Date.now())
      for (const listener of listeners) listener()
    },
    onJump: (listener) => void listeners.push(listener),
  }
}
