/** The values a document can hold, and how MongoDB orders and compares them. */

export type Doc = Record<string, unknown>

/** A BSON ObjectId. A class, because the query language must be able to tell it from a plain object. */
export class ObjectId {
  constructor(readonly hex: string) {}
  toString(): string {
    return this.hex
  }
}

export function isDoc(value: unknown): value is Doc {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** MongoDB's order of types; values of different ranks never meet in `$gt` and the like. */
export function typeRank(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return 3
    case 'string':
      return 4
    case 'boolean':
      return 8
    case 'object':
      return objectRank(value)
    default:
      return 2
  }
}

function objectRank(value: object | null): number {
  if (value === null) return 2
  if (Array.isArray(value)) return 6
  if (value instanceof Date) return 9
  if (value instanceof ObjectId) return 7
  if (value instanceof RegExp) return 11
  return 5
}

/** Negative, zero or positive, in MongoDB's order over all types; a missing value stands with null. */
export function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0
  const rank = typeRank(a)
  const other = typeRank(b)
  if (rank !== other) return rank - other
  switch (rank) {
    case 3:
      return compareNumbers(a as number, b as number)
    case 4:
      return compareStrings(a as string, b as string)
    case 5:
      return compareObjects(a as Doc, b as Doc)
    case 6:
      return compareArrays(a as unknown[], b as unknown[])
    case 7:
      return compareStrings((a as ObjectId).hex, (b as ObjectId).hex)
    case 8:
    case 9:
      return Number(a) - Number(b)
    case 11:
      return compareStrings(String(a), String(b))
    default:
      return 0
  }
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  // NaN is the smallest number and equal to itself
  return Number(!Number.isNaN(a)) - Number(!Number.isNaN(b))
}

/** By UTF-8 bytes, as MongoDB does; JavaScript's own order differs for characters beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return x < 0xd800 || y < 0xd800 ? x - y : surrogatesLast(x) - surrogatesLast(y)
  }
  return a.length - b.length
}

function surrogatesLast(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareObjects(a: Doc, b: Doc): number {
  const left = Object.keys(a)
  const right = Object.keys(b)
  const length = Math.min(left.length, right.length)
  for (let i = 0; i < length; i++) {
    const x = left[i] as string
    const y = right[i] as string
    const order = typeRank(a[x]) - typeRank(b[y]) || compareStrings(x, y) || compareValues(a[x], b[y])
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** Equal as MongoDB sees it: the order of keys counts, and null is not the same as missing inside a document. */
export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Number.isNaN(a) && Number.isNaN(b)
  return compareValues(a, b) === 0
}

/** A deep copy that shares nothing changeable with the original. */
export function cloneValue<T>(value: T): T {
  return cloneAny(value) as T
}

function cloneAny(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(cloneAny)
  if (value instanceof Date) return new Date(value)
  if (value instanceof RegExp || value instanceof ObjectId) return value
  const copy: Doc = {}
  for (const key of Object.keys(value)) copy[key] = cloneAny((value as Doc)[key])
  return copy
}
