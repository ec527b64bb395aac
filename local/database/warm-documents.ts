import type { Entry } from './collection'
import { WARM_CHARACTERS } from './limits'

/**
 * Which documents stay decoded. One that is read for the first time is kept only for a moment, so that a walk over a
 * large collection leaves nothing behind; one that is read again, or written, stays until the budget needs its place.
 */
export interface WarmDocuments {
  /** A document has just been read and decoded from so many characters. */
  keepRead(entry: Entry, size: number): void
  /** A new document has been written. */
  keepWritten(entry: Entry, size: number): void
  /** The content of a document was replaced. */
  resize(entry: Entry, size: number): void
}

/** Places for documents read for the first time; enough for the rows of one page. */
const MOMENTS = 128

/** Checked per addition; more would make one unlucky caller pay for all. */
const MAX_TRIES = 4

/** `isPending` tells that a document's last write is not on disk yet, so that it cannot be read back. */
export function createWarmDocuments(isPending: (entry: Entry) => boolean): WarmDocuments {
  const moments: (Entry | undefined)[] = new Array<undefined>(MOMENTS).fill(undefined)
  let moment = 0
  let queue: Entry[] = []
  let head = 0
  let characters = 0

  function keepWritten(entry: Entry, size: number): void {
    entry.warmSize = size
    queue.push(entry)
    characters += size
    for (let tries = 0; tries < MAX_TRIES && characters > WARM_CHARACTERS; tries++) coolOldest()
    if (head < 4096) return
    queue = queue.slice(head)
    head = 0
  }

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
    characters -= entry.warmSize
    entry.warmSize = 0
    cool(entry)
  }

  function keepRead(entry: Entry, size: number): void {
    if (entry.wasRead) return keepWritten(entry, size)
    entry.wasRead = true
    const last = moments[moment]
    // it may have been written or read again meanwhile; then it is in the queue
    if (last && last.warmSize === 0) cool(last)
    moments[moment] = entry
    moment = (moment + 1) % MOMENTS
  }

  function resize(entry: Entry, size: number): void {
    if (entry.warmSize === 0) return keepWritten(entry, size)
    characters += size - entry.warmSize
    entry.warmSize = size
  }

  return { keepRead, keepWritten, resize }
}

function cool(entry: Entry): void {
  entry.doc = undefined
  entry.wire = undefined
}
