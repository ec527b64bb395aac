import { toRefused, type Refused } from '../../services/refused'
import { createStore, type Store } from '../../services/store'
import { appendPage, mergeHead, refreshLimit, USUAL_PAGE, type Identified, type Loaded } from './paging'

interface Page<T> {
  readonly rows: T[]
  readonly next: string | null
}

export type LoadRows<T> = (page: { after?: string; limit: number }) => Promise<Page<T>>

export interface QueueState<T> extends Loaded<T> {
  readonly error: Refused | undefined
  /** The first page is on its way. */
  readonly isLoading: boolean
  readonly isLoadingMore: boolean
}

export interface QueueStore<T> extends Pick<Store<QueueState<T>>, 'read' | 'subscribe'> {
  /** Shows the skeleton and starts from the top. */
  reload(): Promise<void>
  /** Asks again for what is on the screen: work that others did disappears, new work comes in on top. */
  refresh(): Promise<void>
  more(): Promise<void>
}

/**
 * A work queue, which unlike a plain list also loses rows. An answer that a newer `reload` or a page appended meanwhile
 * has overtaken is thrown away; a failed refresh keeps the rows and says so.
 */
export function createQueue<T extends Identified>(load: LoadRows<T>): QueueStore<T> {
  const empty: QueueState<T> = {
    rows: [],
    next: null,
    newIds: [],
    error: undefined,
    isLoading: true,
    isLoadingMore: false,
  }
  const store = createStore(empty)
  let run = 0

  async function ask(page: { after?: string; limit: number }, take: (old: Loaded<T>, got: Page<T>) => Loaded<T>) {
    const mine = run
    const settled = { isLoading: false, isLoadingMore: false }
    try {
      const got = await load(page)
      if (mine === run) store.write({ ...store.read(), ...take(store.read(), got), ...settled, error: undefined })
    } catch (caught) {
      if (mine === run) store.write({ ...store.read(), ...settled, error: toRefused(caught) })
    }
  }

  async function refresh() {
    const { isLoadingMore, isLoading, rows, error } = store.read()
    if (isLoadingMore) return
    const limit = refreshLimit(rows.length)
    const isFirst = isLoading || (error !== undefined && rows.length === 0)
    await ask({ limit }, (old, got) => (isFirst ? { ...got, newIds: [] } : mergeHead(old, got, limit)))
  }

  async function reload() {
    run += 1
    store.write(empty)
    await ask({ limit: USUAL_PAGE }, (_old, got) => ({ ...got, newIds: [] }))
  }

  async function more() {
    const { next, isLoadingMore } = store.read()
    if (next === null || isLoadingMore) return
    // A refresh under way would set the old cursor again: what it brings is no longer wanted.
    run += 1
    store.write({ ...store.read(), error: undefined, isLoadingMore: true })
    await ask({ after: next, limit: USUAL_PAGE }, appendPage)
  }

  return { read: store.read, subscribe: store.subscribe, reload, refresh, more }
}
