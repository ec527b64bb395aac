export interface Identified {
  readonly id: string
}

/** What a queue shows: the rows loaded so far, where the next page starts (null = all are here), and what just came in. */
export interface Loaded<T> {
  readonly rows: T[]
  readonly next: string | null
  readonly newIds: readonly string[]
}

/** The largest page the doors answer; a quiet refresh asks for what is on the screen, up to this. */
export const LARGEST_PAGE = 50
export const USUAL_PAGE = 20

/** How many rows a quiet refresh has to ask for so that everything on the screen is fresh. */
export function refreshLimit(loadedCount: number): number {
  return Math.min(LARGEST_PAGE, Math.max(USUAL_PAGE, loadedCount))
}

/**
 * The queue after a quiet refresh of its first `limit` rows: the fresh rows replace as many old ones. What the reader
 * had loaded beyond them stays, so that the list does not jump under the thumb. Rows never seen before are `newIds`.
 */
export function mergeHead<T extends Identified>(
  old: Loaded<T>,
  head: { readonly rows: T[]; readonly next: string | null },
  limit: number,
): Loaded<T> {
  const known = new Set(old.rows.map((row) => row.id))
  const newIds = head.rows.map((row) => row.id).filter((id) => !known.has(id))
  if (head.next === null || old.rows.length <= limit) return { rows: head.rows, next: head.next, newIds }
  const fresh = new Set(head.rows.map((row) => row.id))
  const tail = old.rows.slice(limit).filter((row) => !fresh.has(row.id))
  return { rows: [...head.rows, ...tail], next: old.next, newIds }
}

/** The queue with one more page at its end; a row that moved down meanwhile is not shown twice. */
export function appendPage<T extends Identified>(
  old: Loaded<T>,
  page: { readonly rows: T[]; readonly next: string | null },
): Loaded<T> {
  const known = new Set(old.rows.map((row) => row.id))
  return { ...old, rows: [...old.rows, ...page.rows.filter((row) => !known.has(row.id))], next: page.next }
}
