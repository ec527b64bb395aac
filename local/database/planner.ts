import { encodeKey, invertKey, type KeyField } from './index-keys'
import type { CompiledQuery } from './query'
import type { SortField } from './sorting'
import { HIGH, idKey, type Collection, type IdKey, type Index } from './collection'
import { idIndex, type Store } from './store'
import { isDoc, ObjectId, type Doc } from './values'

/** Which documents can match at all: by `_id`, by a part of an index, or all. The query is tested on each anyway. */
export type Plan =
  | { kind: 'ids'; keys: IdKey[] }
  | { kind: 'index'; index: Index; intervals: Interval[]; isBounded: boolean; isOrdered: boolean; isReverse: boolean }
  | { kind: 'union'; plans: Plan[] }
  | { kind: 'scan' }

export interface Interval {
  from: string
  to: string
}

/** What the conditions say about one field: equal to one of these, or within these bounds. */
interface Constraint {
  values?: unknown[]
  lower?: Bound
  upper?: Bound
}

interface Bound {
  value: unknown
  isInclusive: boolean
}

const MAX_INTERVALS = 2000

/** Chooses how to find the documents of a query, and whether they come in the order asked for. */
export function choosePlan(
  store: Store,
  collection: Collection,
  query: CompiledQuery,
  sort: readonly SortField[],
): Plan {
  const constraints = readConstraints(query.condition, new Map())
  const ids = constraints.get('_id')?.values
  if (ids) return { kind: 'ids', keys: [...new Set(ids.map(idKey))] }
  const best = bestIndex(store, collection, constraints, sort)
  if (best?.isBounded) return best
  return unionPlan(store, collection, query.condition) ?? best ?? { kind: 'scan' }
}

type IndexPlan = Extract<Plan, { kind: 'index' }>

function bestIndex(
  store: Store,
  collection: Collection,
  constraints: Map<string, Constraint>,
  sort: readonly SortField[],
): IndexPlan | undefined {
  // the index on _id costs memory, so it is not built before somebody asks for it
  if (constraints.has('_id') || sort[0]?.path === '_id') idIndex(store, collection)
  let best: IndexPlan | undefined
  let bestScore = 0
  for (const index of collection.indexes) {
    const { plan, score } = planIndex(index, constraints, sort)
    if (score > bestScore) {
      best = plan
      bestScore = score
    }
  }
  return best
}

function planIndex(
  index: Index,
  constraints: Map<string, Constraint>,
  sort: readonly SortField[],
): { plan: IndexPlan; score: number } {
  let prefixes = ['']
  let at = 0
  const fixed = new Set<string>()
  for (; at < index.fields.length; at++) {
    const field = index.fields[at] as KeyField
    const values = constraints.get(field.path)?.values
    if (!values || prefixes.length * values.length > MAX_INTERVALS) break
    const keys = [...new Set(values.map((value) => directed(field, encodeKey(value))))]
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key))
    fixed.add(field.path)
  }
  const next = index.fields[at]
  const range = next && constraints.get(next.path)
  const isRanged = range !== undefined && (range.lower !== undefined || range.upper !== undefined)
  const intervals = prefixes.map((prefix) =>
    isRanged ? rangeOf(index, next as KeyField, range, prefix) : { from: prefix, to: prefix + HIGH },
  )
  const isOpenArray = index.fields.slice(at).some((field) => index.arrayPaths.has(field.path))
  const mayBeOrdered = !isOpenArray && (prefixes.length === 1 || sort.length > 0)
  const order = mayBeOrdered ? orderOf(index, at, fixed, sort) : undefined
  const isBounded = at > 0 || isRanged
  const isComplete = index.isUnique && at === index.fields.length
  const score = at * 4 + (isRanged ? 2 : 0) + (order !== undefined && sort.length > 0 ? 3 : 0) + (isComplete ? 100 : 0)
  return {
    plan: { kind: 'index', index, intervals, isBounded, isOrdered: order !== undefined, isReverse: order === -1 },
    score,
  }
}

/** 1 or -1 when walking the rest of the index in that direction gives the order asked for. */
function orderOf(index: Index, from: number, fixed: Set<string>, sort: readonly SortField[]): 1 | -1 | undefined {
  const open = sort.filter((field) => !fixed.has(field.path))
  let direction: 1 | -1 | undefined
  for (let i = 0; i < open.length; i++) {
    const wanted = open[i] as SortField
    const has = index.fields[from + i]
    if (has?.path !== wanted.path) return undefined
    const turn = has.direction === wanted.direction ? 1 : -1
    if (direction !== undefined && direction !== turn) return undefined
    direction = turn
  }
  return direction ?? 1
}

function directed(field: KeyField, key: string): string {
  return field.direction === 1 ? key : invertKey(key)
}

function rangeOf(index: Index, field: KeyField, range: Constraint, prefix: string): Interval {
  const { lower } = range
  // in an array one element may satisfy the lower bound and another the upper, so only one bound can narrow
  const upper = index.arrayPaths.has(field.path) && lower ? undefined : range.upper
  const type = encodeKey((lower ?? upper)?.value)[0] as string
  const low = lower ? { key: encodeKey(lower.value), isInclusive: lower.isInclusive } : { key: type, isInclusive: true }
  const high = upper
    ? { key: encodeKey(upper.value), isInclusive: upper.isInclusive }
    : { key: type, isInclusive: true }
  if (field.direction === 1) {
    return {
      from: prefix + low.key + (low.isInclusive ? '' : HIGH),
      to: prefix + high.key + (high.isInclusive ? HIGH : ''),
    }
  }
  return {
    from: prefix + invertKey(high.key) + (high.isInclusive ? '' : HIGH),
    to: prefix + invertKey(low.key) + (low.isInclusive ? HIGH : ''),
  }
}

/** `$or` whose every branch is found through an index. */
function unionPlan(store: Store, collection: Collection, condition: Doc): Plan | undefined {
  const branches = condition['$or']
  if (!Array.isArray(branches)) return undefined
  const plans: Plan[] = []
  for (const branch of branches as Doc[]) {
    const plan = choosePlan(
      store,
      collection,
      { condition: branch, isEmpty: false, test: () => true, near: undefined },
      [],
    )
    if (plan.kind === 'scan' || (plan.kind === 'index' && !plan.isBounded)) return undefined
    plans.push(plan)
  }
  return { kind: 'union', plans }
}

function readConstraints(condition: Doc, constraints: Map<string, Constraint>): Map<string, Constraint> {
  for (const [path, operand] of Object.entries(condition)) {
    if (path === '$and') for (const part of operand as Doc[]) readConstraints(part, constraints)
    else if (!path.startsWith('$')) readField(path, operand, constraints)
  }
  return constraints
}

function readField(path: string, operand: unknown, constraints: Map<string, Constraint>): void {
  const constraint = constraints.get(path) ?? {}
  if (isDoc(operand)) {
    for (const [operator, value] of Object.entries(operand)) readOperator(constraint, operator, value)
  } else if (isIndexable(operand)) constraint.values ??= [operand]
  if (Object.keys(constraint).length > 0) constraints.set(path, constraint)
}

function readOperator(constraint: Constraint, operator: string, value: unknown): void {
  if (operator === '$eq' && isIndexable(value)) constraint.values ??= [value]
  else if (operator === '$in' && Array.isArray(value) && value.every(isIndexable)) constraint.values ??= value
  // Whatever has all of them has the first.
  else if (operator === '$all' && Array.isArray(value) && isIndexable(value[0])) constraint.values ??= [value[0]]
  else if (!isIndexable(value) || value === null || Number.isNaN(value)) return
  else if (operator === '$gt' || operator === '$gte')
    tighten(constraint, 'lower', { value, isInclusive: operator === '$gte' })
  else if (operator === '$lt' || operator === '$lte')
    tighten(constraint, 'upper', { value, isInclusive: operator === '$lte' })
}

/** Keeps the first bound of each side; bounds of different types match nothing together, and one is enough to find that. */
function tighten(constraint: Constraint, side: 'lower' | 'upper', bound: Bound): void {
  const other = side === 'lower' ? constraint.upper : constraint.lower
  if (constraint[side] || (other && encodeKey(other.value)[0] !== encodeKey(bound.value)[0])) return
  constraint[side] = bound
}

function isIndexable(value: unknown): boolean {
  if (typeof value === 'object') return value === null || value instanceof Date || value instanceof ObjectId
  return value !== undefined
}
