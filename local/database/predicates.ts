import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { invalidParam, requestFailed } from './errors'
import { splitPath, visitPath, visitValues } from './paths'
import { compareValues, equalValues, isDoc, ObjectId, typeRank, type Doc } from './values'

/**
 * The comparison operators of a query, as MongoDB evaluates them. They replace mingo's where the two differ: missing
 * against null, arrays on the way, key order, types that do not compare, NaN, numbers truncated by $mod, ObjectId.
 */

type Test = (value: unknown) => boolean

/** One operator on one field: compiled once, then asked for each document. */
export type Operator = (path: string, operand: unknown, options: Options) => (doc: unknown) => boolean

function anyValue(path: string, test: Test): (doc: unknown) => boolean {
  const parts = splitPath(path)
  return (doc) => visitValues(doc as Doc, parts, test)
}

function anyWhole(path: string, test: Test): (doc: unknown) => boolean {
  const parts = splitPath(path)
  return (doc) => visitPath(doc, parts, test)
}

function not(predicate: (doc: unknown) => boolean): (doc: unknown) => boolean {
  return (doc) => !predicate(doc)
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined
}

function equalTo(operand: unknown): Test {
  if (isMissing(operand)) return isMissing
  return typeof operand === 'object'
    ? (value) => equalValues(value, operand)
    : (value) => value === operand || equalValues(value, operand)
}

const $eq: Operator = (path, operand) => anyValue(path, equalTo(operand))
const $ne: Operator = (path, operand) => not(anyValue(path, equalTo(operand)))

function ordered(operand: unknown, orEqual: boolean, holds: (order: number) => boolean): Test {
  if (isMissing(operand)) return orEqual ? isMissing : () => false
  if (operand instanceof RegExp) throw requestFailed("Can't have RegEx as arg to predicate over field")
  if (Number.isNaN(operand)) return orEqual ? (value) => Number.isNaN(value) : () => false
  const rank = typeRank(operand)
  return (value) => typeRank(value) === rank && !Number.isNaN(value) && holds(compareValues(value, operand))
}

const $gt: Operator = (path, operand) =>
  anyValue(
    path,
    ordered(operand, false, (order) => order > 0),
  )
const $gte: Operator = (path, operand) =>
  anyValue(
    path,
    ordered(operand, true, (order) => order >= 0),
  )
const $lt: Operator = (path, operand) =>
  anyValue(
    path,
    ordered(operand, false, (order) => order < 0),
  )
const $lte: Operator = (path, operand) =>
  anyValue(
    path,
    ordered(operand, true, (order) => order <= 0),
  )

function oneOf(operand: unknown, name: string): Test {
  if (!Array.isArray(operand)) throw requestFailed(`${name} needs an array`)
  if (operand.some((value) => isDoc(value) && Object.keys(value).some((key) => key.startsWith('$')))) {
    throw requestFailed(`cannot nest $ under ${name}`)
  }
  const plain = new Set(operand.filter((value) => typeof value !== 'object'))
  const others = operand.filter((value) => typeof value === 'object' && value !== null && !(value instanceof RegExp))
  const patterns = operand.filter((value) => value instanceof RegExp)
  const takesNull = operand.some(isMissing)
  return (value) => {
    if (isMissing(value)) return takesNull
    if (plain.has(value)) return true
    return others.some((other) => equalValues(other, value)) || patterns.some((pattern) => matches(pattern, value))
  }
}

const $in: Operator = (path, operand) => anyValue(path, oneOf(operand, '$in'))
const $nin: Operator = (path, operand) => not(anyValue(path, oneOf(operand, '$nin')))

function matches(pattern: RegExp, value: unknown): boolean {
  if (typeof value === 'string') return pattern.test(value)
  return value instanceof RegExp && equalValues(value, pattern)
}

const $regex: Operator = (path, operand) => {
  if (!(operand instanceof RegExp)) throw requestFailed('$regex has to be a string')
  return anyValue(path, (value) => matches(operand, value))
}

const $all: Operator = (path, operand, options) => {
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array')
  const each = operand.map((value) => requiredElement(path, value, options))
  return (doc) => each.length > 0 && each.every((predicate) => predicate(doc))
}

function requiredElement(path: string, value: unknown, options: Options): (doc: unknown) => boolean {
  if (value instanceof RegExp) return $regex(path, value, options)
  if (isDoc(value) && '$elemMatch' in value) return $elemMatch(path, value['$elemMatch'], options)
  return $eq(path, value, options)
}

/** Conditions on the element itself ({$gt: 1}) or, for sub-documents, on its fields ({sku: 'a'}). */
const $elemMatch: Operator = (path, operand, options) => {
  if (!isDoc(operand)) throw requestFailed('$elemMatch needs an Object')
  const onElement = Object.keys(operand).some(
    (key) => key.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(key),
  )
  const query = new Query(onElement ? { element: operand } : operand, options)
  const test: Test = onElement
    ? (element) => query.test({ element })
    : (element) => (isDoc(element) || Array.isArray(element)) && query.test(element as Doc)
  return anyWhole(path, (value) => Array.isArray(value) && value.some(test))
}

const $size: Operator = (path, operand) => {
  if (!Number.isInteger(operand) || (operand as number) < 0) throw requestFailed('$size must be a whole number')
  return anyWhole(path, (value) => Array.isArray(value) && value.length === operand)
}

const $exists: Operator = (path, operand) => {
  const present = anyWhole(path, (value) => value !== undefined)
  return operand ? present : not(present)
}

const $mod: Operator = (path, operand) => {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(Number.isFinite)) {
    throw requestFailed('malformed mod, needs to be an array of two numbers')
  }
  const [divisor, remainder] = operand.map((value) => Math.trunc(Number(value))) as [number, number]
  if (divisor === 0) throw requestFailed('divisor cannot be 0')
  return anyValue(path, (value) => Number.isFinite(value) && Math.trunc(Number(value)) % divisor === remainder)
}

const isInt = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff
const isLong = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) > 0x7fffffff

/** Numbers arrive without their BSON type: whole ones count as int or long by their size, the others as double. */
const TYPE_TESTS: [names: (string | number)[], test: Test][] = [
  [['double', 1], (value) => typeof value === 'number' && !Number.isInteger(value)],
  [['string', 2], (value) => typeof value === 'string'],
  [['object', 3], isDoc],
  [['array', 4], Array.isArray],
  [['objectId', 7], (value) => value instanceof ObjectId],
  [['bool', 8], (value) => typeof value === 'boolean'],
  [['date', 9], (value) => value instanceof Date],
  [['null', 10], (value) => value === null],
  [['regex', 11], (value) => value instanceof RegExp],
  [['int', 16], isInt],
  [['long', 18], isLong],
  [['number'], (value) => typeof value === 'number'],
  [
    ['binData', 5, 'undefined', 6, 'timestamp', 17, 'decimal', 19, 'minKey', -1, 'maxKey', 127, 'javascript', 13],
    () => false,
  ],
]

/** The test behind `$type` and `bsonType`; refuses unknown names. */
export function typeTest(name: unknown): Test {
  const found = TYPE_TESTS.find(([names]) => names.includes(name as string | number))
  if (!found) throw invalidParam(`Unknown type name alias: ${String(name)}`)
  return found[1]
}

const $type: Operator = (path, operand) => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map(typeTest)
  return anyValue(path, (value) => tests.some((test) => test(value)))
}

export const predicates = {
  $all,
  $elemMatch,
  $eq,
  $exists,
  $gt,
  $gte,
  $in,
  $lt,
  $lte,
  $mod,
  $ne,
  $nin,
  $regex,
  $size,
  $type,
}
