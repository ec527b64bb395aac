import { invalidParam } from './errors'
import { ALL, type FindOptions } from './find'
import { DEFAULT_LIMIT, MAX_LIMIT } from './limits'
import { compileQuery, type CompiledQuery } from './query'
import { compileSort } from './sorting'

/** The fields of a request: conditions and order come as EJSON strings, counts as plain numbers. */
export type Params = Record<string, unknown>

export type Decode = (text: unknown, what: string) => unknown

/** An absent or empty query means everything, as the SDK sends it for a collection without `where`. */
export function readQuery({ query }: Params, decode: Decode): CompiledQuery {
  return compileQuery(query === undefined || query === null || query === '' ? {} : decode(query, 'query'))
}

/** Order, offset and limit, with the limits of the real service. */
export function readFindOptions({ queryType, order, offset, limit }: Params, decode: Decode): FindOptions {
  if (queryType === 'DOC') return ONE
  const asked = readCount(limit, 'limit')
  return {
    sort: order === undefined ? [] : compileSort(decode(order, 'order')),
    skip: readCount(offset, 'offset'),
    limit: asked === 0 ? DEFAULT_LIMIT : Math.min(asked, MAX_LIMIT),
  }
}

const ONE: FindOptions = { ...ALL, limit: 1 }

function readCount(value: unknown, name: string): number {
  if (value === undefined || value === null) return 0
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw invalidParam(`${name} must be a whole number of at least 0`)
}
