import { invalidParam } from './errors'
import { splitPath, visitPath } from './paths'
import { compareValues, isDoc, type Doc } from './values'

export interface SortField {
  path: string
  direction: 1 | -1
}

/** Reads `{field: 1 | -1, …}`. Refuses other directions. */
export function compileSort(spec: unknown): SortField[] {
  if (!isDoc(spec)) throw invalidParam('the order must be an object')
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) throw invalidParam('the order of a field must be 1 or -1')
    return { path, direction }
  })
}

/** What a document sorts by: of an array its smallest element (ascending) or its greatest (descending). */
function sortValue(doc: Doc, parts: readonly string[], direction: 1 | -1): unknown {
  const only = parts.length === 1 ? doc[parts[0] as string] : undefined
  if (only !== undefined && !Array.isArray(only)) return only
  let best: unknown
  let isFirst = true
  const offer = (value: unknown): boolean => {
    if (isFirst || compareValues(value, best) * direction < 0) best = value
    isFirst = false
    return false
  }
  visitPath(doc, parts, (value) => {
    if (!Array.isArray(value)) return offer(value)
    if (value.length === 0) offer(EMPTY_ARRAY)
    else value.forEach(offer)
    return false
  })
  return best
}

/** An empty array sorts below null; no other value has this place. */
const EMPTY_ARRAY = Symbol('empty array')

function compareSortValues(a: unknown, b: unknown): number {
  if (a === EMPTY_ARRAY || b === EMPTY_ARRAY) return Number(a !== EMPTY_ARRAY) - Number(b !== EMPTY_ARRAY)
  return compareValues(a, b)
}

/** Sorts by the fields; rows that tie keep their order. Each row's keys are read once. */
export function sortRows<T>(rows: T[], fields: readonly SortField[], docOf: (row: T) => Doc): T[] {
  const paths = fields.map((field) => splitPath(field.path))
  const keyed = rows.map((row) => {
    const doc = docOf(row)
    return {
      row,
      keys: fields.map((field, index) => sortValue(doc, paths[index] as readonly string[], field.direction)),
    }
  })
  keyed.sort((a, b) => {
    for (let i = 0; i < fields.length; i++) {
      const order = compareSortValues(a.keys[i], b.keys[i])
      if (order !== 0) return order * (fields[i] as SortField).direction
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}
