import type { Collection, Entry } from './collection'
import { UNINDEXED_DOCUMENTS } from './limits'
import { choosePlan, type Plan } from './planner'
import type { CompiledQuery } from './query'
import { sortRows, type SortField } from './sorting'
import { docOf, type Store } from './store'
import type { ReportUnindexed } from './unindexed'

export interface FindOptions {
  sort: readonly SortField[]
  skip: number
  limit: number
}

/** Every match, in no particular order. */
export const ALL: FindOptions = { sort: [], skip: 0, limit: Infinity }

/** The documents that match, in the order asked for, cut to skip and limit. */
export type Finder = (collection: Collection, query: CompiledQuery, options: FindOptions) => Entry[]

/** A finder over the committed documents. `isVisible` leaves out those that a snapshot must not see. */
export function createFinder(store: Store, report: ReportUnindexed, isVisible?: (entry: Entry) => boolean): Finder {
  return (collection, query, options) => {
    if (query.id !== undefined) return byId(collection, query.id, options, isVisible)
    return byPlan(store, report, isVisible, collection, query, options)
  }
}

/** The most frequent query of all asks for one `_id` and nothing else. */
function byId(
  collection: Collection,
  id: string | number,
  { skip, limit }: FindOptions,
  isVisible?: (entry: Entry) => boolean,
): Entry[] {
  const entry = collection.entries.get(id)
  return entry && skip === 0 && limit > 0 && isVisible?.(entry) !== false ? [entry] : []
}

function byPlan(
  store: Store,
  report: ReportUnindexed,
  isVisible: ((entry: Entry) => boolean) | undefined,
  collection: Collection,
  query: CompiledQuery,
  { sort, skip, limit }: FindOptions,
): Entry[] {
  const plan = choosePlan(store, collection, query, sort)
  const isLarge = collection.entries.size > UNINDEXED_DOCUMENTS
  if (plan.kind === 'scan' && isLarge && !(query.isEmpty && sort.length === 0)) report(collection, query, sort)
  const end = skip + limit
  const isInOrder = comesInOrder(plan, query, sort)
  const found: Entry[] = []
  let examined = 0
  const accept = (entry: Entry): boolean => {
    if (isVisible?.(entry) === false) return false
    examined++
    if (!query.isEmpty && !query.test(docOf(store, entry))) return false
    found.push(entry)
    return true
  }
  walk(plan, collection, { accept, enough: query.near ? Infinity : end, isInOrder, seen: seenBy(plan) })
  // an index that gives only the order does not narrow the search
  if (plan.kind === 'index' && !plan.isBounded && !query.isEmpty && examined > UNINDEXED_DOCUMENTS)
    report(collection, query, sort)
  const rows = isInOrder ? found : orderRows(store, found, query, sort)
  return skip === 0 && rows.length <= limit ? rows : rows.slice(skip, end)
}

/** Nothing to sort, or one walk of an index gives the order. */
function comesInOrder(plan: Plan, query: CompiledQuery, sort: readonly SortField[]): boolean {
  if (sort.length === 0) return query.near === undefined
  return plan.kind === 'index' && plan.isOrdered && plan.intervals.length === 1
}

function orderRows(store: Store, rows: Entry[], { near }: CompiledQuery, sort: readonly SortField[]): Entry[] {
  if (sort.length > 0) return sortRows(rows, sort, (entry) => docOf(store, entry))
  if (!near) return rows
  const distances = rows.map((entry) => ({ entry, distance: near.distanceM(docOf(store, entry)) ?? Infinity }))
  return distances.sort((a, b) => a.distance - b.distance).map(({ entry }) => entry)
}

interface Walk {
  /** Looks at a document; true when it is in the result. */
  accept(entry: Entry): boolean
  /** How many accepted documents hold all that can be in the result. */
  enough: number
  isInOrder: boolean
  /** Documents that were met before, where one may be met twice. */
  seen: Set<Entry> | undefined
}

function seenBy(plan: Plan): Set<Entry> | undefined {
  return plan.kind === 'union' || (plan.kind === 'index' && plan.index.arrayPaths.size > 0) ? new Set() : undefined
}

/** Meets the documents of a plan; gives how many were accepted. */
function walk(plan: Plan, collection: Collection, way: Walk): number {
  if (plan.kind === 'index') return walkIndex(plan, way)
  if (plan.kind === 'union') return walkUnion(plan.plans, collection, way)
  const entries = plan.kind === 'ids' ? entriesOf(collection, plan.keys) : collection.entries.values()
  let accepted = 0
  for (const entry of entries) {
    if (meet(entry, way)) accepted++
    if (way.isInOrder && accepted >= way.enough) break
  }
  return accepted
}

function meet(entry: Entry, { accept, seen }: Walk): boolean {
  if (seen?.has(entry)) return false
  seen?.add(entry)
  return accept(entry)
}

function entriesOf(collection: Collection, keys: (string | number)[]): Entry[] {
  return keys.map((key) => collection.entries.get(key)).filter((entry) => entry !== undefined)
}

function walkIndex(plan: Extract<Plan, { kind: 'index' }>, way: Walk): number {
  let total = 0
  for (const { from, to } of plan.intervals) {
    let accepted = 0
    plan.index.entries.scan(from, to, plan.isReverse, (entry) => {
      if (meet(entry, way)) accepted++
      // each interval is in order by itself: its first rows hold all of it that can be in the result
      return plan.isOrdered && accepted >= way.enough
    })
    total += accepted
    if (way.isInOrder && total >= way.enough) break
  }
  return total
}

function walkUnion(plans: Plan[], collection: Collection, way: Walk): number {
  const whole = { ...way, enough: Infinity }
  return plans.reduce(
    (total, plan) => (way.isInOrder && total >= way.enough ? total : total + walk(plan, collection, whole)),
    0,
  )
}
