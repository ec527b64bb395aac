import type { Entry } from './collection'
import { WARM_CHARACTERS } from './limits'

/** Which documents stay decoded: up to a budget, the longest unused are dropped first. */
export interface WarmDocuments {
  /** A document has just been decoded from, or encoded to, so many characters. */
  keep(entry: Entry, size: number): void
  /** Its content was replaced. */
  resize(entry: Entry, size: number): void
}

/** Checked per addition; more would make one unlucky reader pay for all. */
const MAX_TRIES = 4

/** `isPending` tells that a document's last write is not on disk yet, so that it cannot be read back. */
export function createWarmDocuments(isPending: (entry: Entry) => boolean): WarmDocuments {
  let queue: Entry[] = []
  let head = 0
  let characters = 0

  /** The oldest gets a second chance if it was used since, and stays while it could not be read back. */
  function coolOldest(): void {
    const entry = queue[head]
    if (!entry) return
    head++
    if (entry.isUsed || isPending(entry)) {
      entry.isUsed = false
      queue.push(entry)
      return
    }
    characters -= entry.size
    Object.assign(entry, { size: 0, doc: undefined, wire: undefined })
  }

  function keep(entry: Entry, size: number): void {
    entry.size = size
    queue.push(entry)
    characters += size
    for (let tries = 0; tries < MAX_TRIES && characters > WARM_CHARACTERS; tries++) coolOldest()
    if (head < 4096) return
    queue = queue.slice(head)
    head = 0
  }

  function resize(entry: Entry, size: number): void {
    characters += size - entry.size
    entry.size = size
  }

  return { keep, resize }
}
