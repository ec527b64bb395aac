import { useSyncExternalStore } from 'react'

/** A value that screens can watch. Writing the same value again tells nobody. */
export interface Store<T> {
  read(): T
  write(next: T): void
  subscribe(listener: () => void): () => void
}

/** A store with its first value. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    read: () => value,
    write(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The store's value; the component draws again when it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.read, store.read)
}
