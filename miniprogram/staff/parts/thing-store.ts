import { createStore, type Store } from '../../services/store'

export interface ThingState<T> {
  readonly state: 'loading' | 'ready' | 'failed'
  readonly value: T | null
  /** With a value on the screen it is a small line above it, without one it is the whole page. */
  readonly problem: unknown
}

export interface Thing<T> extends Omit<Store<ThingState<T>>, 'write'> {
  /** Asks again; what is on the screen stays until the answer is in. */
  refresh(): Promise<void>
  /** A newer value that came with the answer to a move. */
  put(value: T): void
}

/** One loaded thing. Of several questions under way, only the latest may answer; `put` overtakes them all. */
export function createThing<T>(load: () => Promise<T>): Thing<T> {
  const box = createStore<ThingState<T>>({ state: 'loading', value: null, problem: null })
  let run = 0
  return {
    read: box.read,
    subscribe: box.subscribe,
    async refresh() {
      const mine = ++run
      try {
        const value = await load()
        if (mine === run) box.write({ state: 'ready', value, problem: null })
      } catch (problem) {
        if (mine === run) box.write({ ...box.read(), state: box.read().value === null ? 'failed' : 'ready', problem })
      }
    },
    put(value) {
      run += 1
      box.write({ state: 'ready', value, problem: null })
    },
  }
}
