import { toRefused, type Refused } from './refused'
import { createStore, type Store } from './store'
import type { Page } from './types'

export interface PagedState<T> {
  readonly rows: T[]
  readonly next: string | null
  readonly error: Refused | undefined
  /** The first page is on its way. */
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
}

export type LoadPage<T> = (after: string | undefined) => Promise<Page<T>>

export interface Paged<T> extends Pick<Store<PagedState<T>>, 'read' | 'subscribe'> {
  /** Starts over with the first page; an answer to an older start is dropped. `quiet` keeps the rows meanwhile and on failure. */
  start(load: LoadPage<T>, options?: { quiet?: boolean }): Promise<void>
  /** Appends the next page; does nothing while one is under way or at the end. */
  more(load: LoadPage<T>): Promise<void>
}

/** A list that grows page by page; rows are told apart by `keyOf`, so that a row moved by new ones is shown once. */
export function createPaged<T>(keyOf: (row: T) => string): Paged<T> {
  const store = createStore<PagedState<T>>({
    rows: [],
    next: null,
    error: undefined,
    isLoading: true,
    isLoadingMore: false,
  })
  let generation = 0

  async function start(load: LoadPage<T>, { quiet = false }: { quiet?: boolean } = {}): Promise<void> {
    const mine = ++generation
    if (!quiet) store.write({ rows: [], next: null, error: undefined, isLoading: true, isLoadingMore: false })
    const next = await firstPage(load, store.read(), quiet, keyOf)
    if (mine === generation) store.write(next)
  }

  async function more(load: LoadPage<T>): Promise<void> {
    const { next, isLoading, isLoadingMore } = store.read()
    if (next === null || isLoading || isLoadingMore) return
    const mine = generation
    store.write({ ...store.read(), error: undefined, isLoadingMore: true })
    const result = await load(next).catch(toRefused)
    if (mine !== generation) return
    const before = { ...store.read(), isLoadingMore: false }
    if (result instanceof Error) store.write({ ...before, error: result })
    else store.write({ ...before, rows: join(before.rows, result.rows, keyOf), next: result.next })
  }

  return { read: store.read, subscribe: store.subscribe, start, more }
}

async function firstPage<T>(
  load: LoadPage<T>,
  before: PagedState<T>,
  isQuiet: boolean,
  keyOf: (row: T) => string,
): Promise<PagedState<T>> {
  const settled = { isLoading: false, isLoadingMore: false }
  try {
    const page = await load(undefined)
    const tail = isQuiet && before.rows.length > page.rows.length ? tailOf(before, page, keyOf) : page
    return { rows: tail.rows, next: tail.next, error: undefined, ...settled }
  } catch (caught) {
    if (isQuiet && before.rows.length > 0) return { ...before, ...settled }
    return { rows: [], next: null, error: toRefused(caught), ...settled }
  }
}

/** A quiet refresh of a list that was read further: the fresh first page, then what was known below it. */
function tailOf<T>(before: PagedState<T>, page: Page<T>, keyOf: (row: T) => string): Page<T> {
  return page.next === null ? page : { rows: join(page.rows, before.rows, keyOf), next: before.next }
}

function join<T>(first: T[], second: T[], keyOf: (row: T) => string): T[] {
  const known = new Set(first.map(keyOf))
  return [...first, ...second.filter((row) => !known.has(keyOf(row)))]
}
