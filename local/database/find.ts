import { refusal } from './errors'
import { UNINDEXED_DOCUMENTS } from './limits'
import { choosePlan, type Plan } from './planner'
import type { CompiledQuery } from './query'
import { sortRows, type SortField } from './sorting'
import type { Collection, Entry, Store } from './store'
import { isDoc } from './values'

export interface FindOptions {
  sort: readonly SortField[]
  skip: number
  limit: number
}

export const ALL: FindOptions = { sort: [], skip: 0, limit: Infinity }

/** Says that no index serves a query: warns once per shape, or refuses. */
export type ReportUnindexed = (collection: Collection, query: CompiledQuery, sort: readonly SortField[]) => void

/** The documents that match, in the order asked for, cut to skip and limit. */
export type Finder = (collection: Collection, query: CompiledQuery, options: FindOptions) => Entry[]

/** A finder over the committed state. `isVisible` leaves out entries that a snapshot must not see. */
export function createFinder(
  store: Store,
  report: ReportUnindexed,
): Finder & { visible: (isVisible: (entry: Entry) => boolean) => Finder } {
  const visible =
    (isVisible: ((entry: Entry) => boolean) | undefined): Finder =>
    (collection, query, options) =>
      find(store, report, isVisible, collection, query, options)
  return Object.assign(visible(undefined), { visible })
}

function find(
  store: Store,
  report: ReportUnindexed,
  isVisible: ((entry: Entry) => boolean) | undefined,
  collection: Collection,
  query: CompiledQuery,
  options: FindOptions,
): Entry[] {
  const { sort, skip } = options
  const plan = choosePlan(store, collection, query, sort)
  if (plan.kind === 'scan' && collection.entries.size > UNINDEXED_DOCUMENTS && !(query.isEmpty && sort.length === 0)) {
    report(collection, query, sort)
  }
  const end = skip + options.limit
  const inOrder = isInOrder(plan, query, sort)
  const found: Entry[] = []
  let examined = 0
  const accept = (entry: Entry): void => {
    if (isVisible?.(entry) === false) return
    examined++
    if (query.isEmpty || query.test(store.docOf(entry))) found.push(entry)
  }
  walk(plan, collection, accept, () => inOrder && found.length >= end, found, query.near ? Infinity : end)
  if (plan.kind === 'index' && !plan.isBounded && !query.isEmpty && examined > UNINDEXED_DOCUMENTS)
    report(collection, query, sort)
  const rows = inOrder ? found : orderRows(store, found, query, sort)
  return skip === 0 && rows.length <= options.limit ? rows : rows.slice(skip, end)
}

/** Nothing to sort, or one walk of an index gives the order. */
function isInOrder(plan: Plan, query: CompiledQuery, sort: readonly SortField[]): boolean {
  if (sort.length === 0) return query.near === undefined
  return plan.kind === 'index' && plan.isOrdered && plan.intervals.length === 1
}

function orderRows(store: Store, rows: Entry[], query: CompiledQuery, sort: readonly SortField[]): Entry[] {
  if (sort.length > 0) return sortRows(rows, sort, store.docOf)
  const near = query.near
  if (!near) return rows
  const distances = rows.map((entry) => ({ entry, distance: near.distanceM(store.docOf(entry)) ?? Infinity }))
  return distances.sort((a, b) => a.distance - b.distance).map(({ entry }) => entry)
}

type Accept = (entry: Entry) => void

function walk(
  plan: Plan,
  collection: Collection,
  accept: Accept,
  isDone: () => boolean,
  found: Entry[],
  end: number,
): void {
  if (plan.kind === 'ids') {
    for (const key of plan.keys) {
      const entry = collection.entries.get(key)
      if (entry) accept(entry)
      if (isDone()) return
    }
  } else if (plan.kind === 'index') walkIndex(plan, accept, isDone, found, end)
  else if (plan.kind === 'union') walkOnce(plan.plans, collection, accept, isDone)
  else {
    for (const entry of collection.entries.values()) {
      accept(entry)
      if (isDone()) return
    }
  }
}

function walkIndex(
  plan: Extract<Plan, { kind: 'index' }>,
  accept: Accept,
  isDone: () => boolean,
  found: Entry[],
  end: number,
): void {
  const seen = plan.index.isMultikey ? new Set<Entry>() : undefined
  for (const { from, to } of plan.intervals) {
    const before = found.length
    plan.index.entries.scan(from, to, plan.isReverse, (entry) => {
      if (seen?.has(entry)) return false
      seen?.add(entry)
      accept(entry)
      // each interval is in order by itself: its first `end` rows hold all that can be in the result
      return isDone() || (plan.isOrdered && found.length - before >= end)
    })
    if (isDone()) return
  }
}

/** Several plans may reach the same document. */
function walkOnce(plans: Plan[], collection: Collection, accept: Accept, isDone: () => boolean): void {
  const seen = new Set<Entry>()
  const once: Accept = (entry) => {
    if (seen.has(entry)) return
    seen.add(entry)
    accept(entry)
  }
  for (const plan of plans) {
    walk(plan, collection, once, isDone, [], Infinity)
    if (isDone()) return
  }
}

/** Warns once per shape of query, or in strict mode refuses. The shape names fields and operators, never values. */
export function createReporter(isStrict: boolean, warn: ((line: string) => void) | undefined): ReportUnindexed {
  const known = new Set<string>()
  return (collection, query, sort) => {
    const shape = {
      collection: collection.name,
      query: shapeOf(query.condition),
      order: Object.fromEntries(sort.map((field) => [field.path, field.direction])),
    }
    const line = JSON.stringify({ level: 'warn', message: 'query without index', ...shape })
    if (isStrict)
      throw refusal(
        'DATABASE_REQUEST_FAILED',
        `[FailedOperation] no index serves this query, and the collection is large: ${line}`,
      )
    if (known.has(line) || known.size >= 1000) return
    known.add(line)
    warn?.(line)
  }
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isDoc) ? value.map(shapeOf) : '?'
  if (!isDoc(value)) return '?'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
