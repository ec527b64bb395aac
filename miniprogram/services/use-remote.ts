import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { startedStore } from './link'
import { createRemote, type RemoteState } from './remote'
import { useStore } from './store'

export interface UseRemote<T> extends RemoteState<T> {
  /** Asks again and shows that it does; for a retry. */
  reload(): Promise<void>
  /** Asks again without a word; an earlier answer stays if this fails. */
  refresh(): Promise<void>
  /** Takes the answer of a change in place of asking again. */
  put(data: T): void
}

/**
 * Asks the cloud when the component appears and again whenever `key` changes; an answer to an older key is never shown.
 * A key of `null` asks nothing.
 */
export function useRemote<T>(key: string | null, run: () => Promise<T>): UseRemote<T> {
  const [remote] = useState(createRemote<T>)
  const state = useSyncExternalStore(remote.subscribe, remote.read, remote.read)
  const isStarted = useStore(startedStore)
  useEffect(() => {
    remote.clear()
    if (isStarted && key !== null) void remote.ask(run)
    // The key says when the question is another one; `run` is a new function at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [remote, key, isStarted])
  return {
    ...state,
    reload: () => remote.ask(run),
    refresh: () => remote.ask(run, { quiet: true }),
    put: useCallback((data: T) => remote.put(data), [remote]),
  }
}
