import { useEffect, useState, useSyncExternalStore } from 'react'
import { startedStore } from './link'
import { createPaged, type LoadPage, type PagedState } from './paged'
import { useStore } from './store'

export interface UsePaged<T> extends PagedState<T> {
  reload(): Promise<void>
  /** The first page again, without a word; for polling and pull-down. */
  refresh(): Promise<void>
  more(): Promise<void>
}

const idOf = (row: { readonly id: string }) => row.id

/** A list read page by page; it starts over whenever `key` changes. A key of `null` asks nothing. */
export function usePaged<T extends { readonly id: string }>(key: string | null, load: LoadPage<T>): UsePaged<T> {
  const [paged] = useState(() => createPaged<T>(idOf))
  const state = useSyncExternalStore(paged.subscribe, paged.read, paged.read)
  const isStarted = useStore(startedStore)
  useEffect(() => {
    if (isStarted && key !== null) void paged.start(load)
    // The key says when the question is another one; `load` is a new function at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [paged, key, isStarted])
  return {
    ...state,
    reload: () => paged.start(load),
    refresh: () => paged.start(load, { quiet: true }),
    more: () => paged.more(load),
  }
}
