import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { createPages, type LoadPage, type Pages, type PagesState } from './pages-store'
import type { Identified } from './paging'
import { createThing, type Thing, type ThingState } from './thing-store'

/** The endless list that `load` asks for; starts anew when `load` is another function (keep it with `useCallback`). */
export function usePages<T extends Identified>(load: LoadPage<T>): { list: PagesState<T>; pages: Pages<T> } {
  const pages = useMemo(() => createPages(load), [load])
  const list = useSyncExternalStore(pages.subscribe, pages.read, pages.read)
  useEffect(() => void pages.restart(), [pages])
  return { list, pages }
}

/** The one thing that `load` asks for; another `load` is another thing (keep it with `useCallback`). */
export function useThing<T>(load: () => Promise<T>): ThingState<T> & { thing: Thing<T> } {
  const thing = useMemo(() => createThing(load), [load])
  const state = useSyncExternalStore(thing.subscribe, thing.read, thing.read)
  useEffect(() => void thing.refresh(), [thing])
  return { ...state, thing }
}
