import { appendPage, type Identified, type Loaded, mergeHead, refreshLimit, replaceRow, USUAL_PAGE } from './paging'
import { createStore, type Store } from '../../services/store'

export type LoadPage<T> = (page: { after?: string; limit: number }) => Promise<{ rows: T[]; next: string | null }>

export interface PagesState<T> extends Loaded<T> {
  readonly state: 'loading' | 'ready' | 'failed'
  /** What went wrong: with rows on the screen it is a small line, without any it is the whole page. */
  readonly problem: unknown
  readonly isLoadingMore: boolean
}

export interface Pages<T> extends Omit<Store<PagesState<T>>, 'write'> {
  /** Shows the skeleton and starts from the top. */
  restart(): Promise<void>
  /** Fetches the top again without disturbing what is on the screen. */
  refresh(): Promise<void>
  loadMore(): Promise<void>
  replace(row: T): void
}

/**
 * An endless list of one query. One question at a time matters: an answer that a newer `restart` has overtaken is
 * thrown away, and a refresh never crosses with a page being appended.
 */
export function createPages<T extends Identified>(load: LoadPage<T>): Pages<T> {
  const empty: PagesState<T> = {
    rows: [],
    next: null,
    newIds: [],
    state: 'loading',
    problem: null,
    isLoadingMore: false,
  }
  const box = createStore(empty)
  let run = 0

  async function ask(page: { after?: string; limit: number }, take: (old: PagesState<T>, got: Loaded<T>) => Loaded<T>) {
    const mine = run
    try {
      const got = await load(page)
      if (mine !== run) return
      box.write({ ...box.read(), ...take(box.read(), { ...got, newIds: [] }), state: 'ready', problem: null })
    } catch (problem) {
      if (mine !== run) return
      box.write({ ...box.read(), state: box.read().state === 'loading' ? 'failed' : box.read().state, problem })
    }
  }

  return {
    read: box.read,
    subscribe: box.subscribe,
    async restart() {
      run += 1
      box.write(empty)
      await ask({ limit: USUAL_PAGE }, (_old, got) => got)
    },
    async refresh() {
      if (box.read().isLoadingMore) return
      const limit = refreshLimit(box.read().rows.length)
      const isFirst = box.read().state !== 'ready'
      await ask({ limit }, (old, got) => (isFirst ? got : mergeHead(old, got, limit)))
    },
    async loadMore() {
      const { next, isLoadingMore } = box.read()
      if (next === null || isLoadingMore) return
      // A refresh under way would set the old cursor again: what it brings is no longer wanted.
      run += 1
      const mine = run
      box.write({ ...box.read(), isLoadingMore: true })
      await ask({ after: next, limit: USUAL_PAGE }, appendPage)
      if (mine === run) box.write({ ...box.read(), isLoadingMore: false })
    },
    replace(row) {
      box.write({ ...box.read(), ...replaceRow(box.read(), row) })
    },
  }
}
