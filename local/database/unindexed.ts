import type { Collection } from './collection'
import { refusal } from './errors'
import type { CompiledQuery } from './query'
import type { SortField } from './sorting'
import { isDoc } from './values'

/** Says that no index serves a query of a large collection: warns, or in strict mode refuses. */
export type ReportUnindexed = (collection: Collection, query: CompiledQuery, sort: readonly SortField[]) => void

/** A client may invent shapes without end; after so many no more are told. */
const MAX_SHAPES = 1000

/** Warns once per shape of query, or refuses each. The shape names fields and operators, never values. */
export function createReporter(isStrict: boolean, warn: ((line: string) => void) | undefined): ReportUnindexed {
  const known = new Set<string>()
  return (collection, query, sort) => {
    const order = Object.fromEntries(sort.map(({ path, direction }) => [path, direction]))
    const shape = { collection: collection.name, query: shapeOf(query.condition), order }
    const line = JSON.stringify({ level: 'warn', message: 'query without index', ...shape })
    if (isStrict) {
      throw refusal(
        'DATABASE_REQUEST_FAILED',
        `[FailedOperation] no index serves this query of a large collection: ${line}`,
      )
    }
    if (known.has(line) || known.size >= MAX_SHAPES) return
    known.add(line)
    warn?.(line)
  }
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isDoc) ? value.map(shapeOf) : '?'
  if (!isDoc(value)) return '?'
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
