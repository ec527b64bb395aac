import { toRefused, type Refused } from './refused'
import { createStore, type Store } from './store'

/** What is known of an answer from the cloud: the last good one stays on the screen while a newer one is asked for. */
export interface RemoteState<T> {
  readonly data: T | undefined
  readonly error: Refused | undefined
  readonly isLoading: boolean
}

export interface Remote<T> extends Pick<Store<RemoteState<T>>, 'read' | 'subscribe'> {
  /** Asks; of several askings under way only the last one's answer is taken. `quiet` keeps an earlier answer if this one fails. */
  ask(run: () => Promise<T>, options?: { quiet?: boolean }): Promise<void>
  /** Puts an answer that came another way (a reply to a change) in place of whatever is under way. */
  put(data: T): void
  /** Forgets the answer, for another question. */
  clear(): void
}

/** An answer to be; starts as loading, because a page asks as soon as it is shown. */
export function createRemote<T>(): Remote<T> {
  const store = createStore<RemoteState<T>>({ data: undefined, error: undefined, isLoading: true })
  let latest = 0

  async function ask(run: () => Promise<T>, options: { quiet?: boolean } = {}): Promise<void> {
    const mine = ++latest
    const before = store.read()
    if (!options.quiet) store.write({ ...before, error: undefined, isLoading: true })
    const next = await settle(run, before, options.quiet === true)
    if (mine === latest) store.write(next)
  }

  return {
    read: store.read,
    subscribe: store.subscribe,
    ask,
    put(data) {
      latest++
      store.write({ data, error: undefined, isLoading: false })
    },
    clear() {
      latest++
      store.write({ data: undefined, error: undefined, isLoading: true })
    },
  }
}

async function settle<T>(run: () => Promise<T>, before: RemoteState<T>, isQuiet: boolean): Promise<RemoteState<T>> {
  try {
    return { data: await run(), error: undefined, isLoading: false }
  } catch (caught) {
    const error = toRefused(caught)
    return isQuiet && before.data !== undefined
      ? { ...before, isLoading: false }
      : { data: before.data, error, isLoading: false }
  }
}
