/**
 * Strings in order, each with a value: a list of short sorted runs. Finding is two binary searches; inserting moves at
 * most one run. A B-tree of two levels, which is enough for some hundred thousand entries.
 */
export interface OrderedMap<T> {
  set(key: string, value: T): void
  delete(key: string): void
  get(key: string): T | undefined
  /** Replaces all entries; the keys must come sorted and distinct. */
  load(keys: string[], values: T[]): void
  /** Values with `from <= key < to` in order (or the reverse) until `visit` returns true. */
  scan(from: string, to: string, reverse: boolean, visit: (value: T, key: string) => boolean): boolean
  size(): number
}

interface Run<T> {
  keys: string[]
  values: T[]
}

const RUN_LENGTH = 256

/** An empty ordered map. */
export function createOrderedMap<T>(): OrderedMap<T> {
  let runs: Run<T>[] = [{ keys: [], values: [] }]
  let size = 0

  /** The run that holds the key or would hold it: the last one that starts at or below it. */
  function runFor(key: string): number {
    let low = 0
    let high = runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (((runs[middle] as Run<T>).keys[0] as string) <= key) low = middle
      else high = middle - 1
    }
    return low
  }

  function split(at: number, run: Run<T>): void {
    const half = run.keys.length >> 1
    runs.splice(at + 1, 0, { keys: run.keys.splice(half), values: run.values.splice(half) })
  }

  function set(key: string, value: T): void {
    const at = runFor(key)
    const run = runs[at] as Run<T>
    const index = lowerBound(run.keys, key)
    if (run.keys[index] === key) {
      run.values[index] = value
      return
    }
    run.keys.splice(index, 0, key)
    run.values.splice(index, 0, value)
    size++
    if (run.keys.length > 2 * RUN_LENGTH) split(at, run)
  }

  function remove(key: string): void {
    const at = runFor(key)
    const run = runs[at] as Run<T>
    const index = lowerBound(run.keys, key)
    if (run.keys[index] !== key) return
    run.keys.splice(index, 1)
    run.values.splice(index, 1)
    size--
    if (run.keys.length === 0 && runs.length > 1) runs.splice(at, 1)
  }

  function get(key: string): T | undefined {
    const run = runs[runFor(key)] as Run<T>
    const index = lowerBound(run.keys, key)
    return run.keys[index] === key ? run.values[index] : undefined
  }

  function load(keys: string[], values: T[]): void {
    runs = []
    for (let start = 0; start < keys.length; start += RUN_LENGTH) {
      const end = start + RUN_LENGTH
      runs.push({ keys: keys.slice(start, end), values: values.slice(start, end) })
    }
    if (runs.length === 0) runs.push({ keys: [], values: [] })
    size = keys.length
  }

  function scanUp(from: string, to: string, visit: (value: T, key: string) => boolean): boolean {
    let at = runFor(from)
    let index = lowerBound((runs[at] as Run<T>).keys, from)
    for (; at < runs.length; at++, index = 0) {
      const { keys, values } = runs[at] as Run<T>
      for (; index < keys.length; index++) {
        const key = keys[index] as string
        if (key >= to) return false
        if (visit(values[index] as T, key)) return true
      }
    }
    return false
  }

  function scanDown(from: string, to: string, visit: (value: T, key: string) => boolean): boolean {
    let at = runFor(to)
    let index = lowerBound((runs[at] as Run<T>).keys, to) - 1
    while (at >= 0) {
      const { keys, values } = runs[at] as Run<T>
      for (; index >= 0; index--) {
        const key = keys[index] as string
        if (key < from) return false
        if (visit(values[index] as T, key)) return true
      }
      at--
      index = (runs[at]?.keys.length ?? 0) - 1
    }
    return false
  }

  return {
    set,
    delete: remove,
    get,
    load,
    size: () => size,
    scan: (from, to, reverse, visit) => (reverse ? scanDown(from, to, visit) : scanUp(from, to, visit)),
  }
}

/** The first place whose key is not below the given one. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] as string) < key) low = middle + 1
    else high = middle
  }
  return low
}
