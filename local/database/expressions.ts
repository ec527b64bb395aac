import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { requestFailed } from './errors'
import { encodeKey } from './index-keys'
import { compileSort, sortRows } from './sorting'
import { compareValues, equalValues, isDoc, ObjectId } from './values'

/** Expressions and accumulators of a pipeline that mingo evaluates otherwise than MongoDB, or does not know. */

type Expression = (doc: unknown, argument: unknown, options: Options) => unknown

function isMissing(value: unknown): boolean {
  return value === null || value === undefined
}

/** The arguments as a list; a single one may stand without brackets. */
function args(doc: unknown, argument: unknown, options: Options): unknown[] {
  return listOf(argument).map((each) => evalExpr(doc, each, options))
}

function listOf(argument: unknown): unknown[] {
  return Array.isArray(argument) ? argument : [argument]
}

/** Unlike a query, an expression compares whole values over all types; a missing field stands below null. */
function compareExpressions(a: unknown, b: unknown): number {
  return compareValues(a, b) || Number(a !== undefined) - Number(b !== undefined)
}

function comparison(holds: (order: number) => boolean | number): Expression {
  return (doc, argument, options) => {
    const values = args(doc, argument, options)
    if (values.length !== 2) throw requestFailed('a comparison takes exactly 2 arguments')
    return holds(compareExpressions(values[0], values[1]))
  }
}

function isTrue(value: unknown): boolean {
  return !isMissing(value) && value !== false && value !== 0
}

const $in: Expression = (doc, argument, options) => {
  const [value, list] = args(doc, argument, options)
  if (!Array.isArray(list)) throw requestFailed('$in requires an array as a second argument')
  return list.some((element) => equalValues(element, value))
}

const $indexOfArray: Expression = (doc, argument, options) => {
  const [list, value, start = 0, end] = args(doc, argument, options)
  if (isMissing(list)) return null
  if (!Array.isArray(list)) throw requestFailed('$indexOfArray requires an array as a first argument')
  const stop = Math.min(list.length, end === undefined ? list.length : position(end, '$indexOfArray'))
  for (let i = position(start, '$indexOfArray'); i < stop; i++) if (equalValues(list[i], value)) return i
  return -1
}

function position(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0)
    throw requestFailed(`${name} requires non-negative whole positions`)
  return value as number
}

/** Positions in characters (code points) or in bytes of UTF-8. */
interface Units {
  split(text: string): readonly string[]
}

const CHARACTERS: Units = { split: (text) => [...text] }
const BYTES: Units = { split: (text) => Buffer.from(text, 'utf8').toString('latin1').split('') }

function indexOf(name: string, units: Units): Expression {
  return (doc, argument, options) => {
    const [text, part, start = 0, end] = args(doc, argument, options)
    if (isMissing(text)) return null
    if (typeof text !== 'string' || typeof part !== 'string') throw requestFailed(`${name} requires strings`)
    const all = units.split(text)
    const wanted = units.split(part)
    const stop = Math.min(all.length, end === undefined ? all.length : position(end, name)) - wanted.length
    for (let i = position(start, name); i <= stop; i++) if (wanted.every((unit, at) => all[i + at] === unit)) return i
    return -1
  }
}

function textOf(value: unknown): string {
  if (isMissing(value)) return ''
  return value instanceof Date ? value.toISOString() : String(value)
}

const $substrBytes: Expression = (doc, argument, options) => {
  const [value, start, length] = args(doc, argument, options)
  const bytes = Buffer.from(textOf(value), 'utf8')
  const [from, count] = [Math.trunc(Number(start)), Math.trunc(Number(length))]
  if (Number.isNaN(from) || Number.isNaN(count))
    throw requestFailed('$substrBytes requires numbers for start and length')
  if (from < 0 || from >= bytes.length) return ''
  const to = count < 0 ? bytes.length : Math.min(bytes.length, from + count)
  const isInside = (at: number) => ((bytes[at] ?? 0) & 0xc0) === 0x80
  if (isInside(from) || isInside(to)) throw requestFailed('$substrBytes: the range cuts a UTF-8 character')
  return bytes.toString('utf8', from, to)
}

const $substrCP: Expression = (doc, argument, options) => {
  const [value, start, length] = args(doc, argument, options)
  const from = position(start, '$substrCP')
  return [...textOf(value)].slice(from, from + position(length, '$substrCP')).join('')
}

const $strLenBytes: Expression = (doc, argument, options) => {
  const [text] = args(doc, argument, options)
  if (typeof text !== 'string') throw requestFailed('$strLenBytes requires a string argument')
  return Buffer.byteLength(text)
}

/** Shifts the decimal point without the error of a multiplication. */
function shift(value: number, places: number): number {
  const text = String(value)
  return text.includes('e') ? value * 10 ** places : Number(`${text}e${places}`)
}

function halfToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}

function toPlaces(name: string, cut: (value: number) => number): Expression {
  return (doc, argument, options) => {
    const [value, places = 0] = args(doc, argument, options)
    if (isMissing(value) || isMissing(places)) return null
    if (typeof value !== 'number' || !Number.isInteger(places))
      throw requestFailed(`${name} only supports numeric types`)
    return Number.isFinite(value) ? shift(cut(shift(value, places as number)), -(places as number)) + 0 : value
  }
}

const TYPE_NAMES: [test: (value: unknown) => boolean, name: string][] = [
  [(value) => value === undefined, 'missing'],
  [(value) => value === null, 'null'],
  [(value) => value instanceof ObjectId, 'objectId'],
  [(value) => value instanceof Date, 'date'],
  [(value) => value instanceof RegExp, 'regex'],
  [Array.isArray, 'array'],
  [(value) => typeof value === 'boolean', 'bool'],
  [(value) => typeof value === 'string', 'string'],
  [(value) => Number.isInteger(value) && Math.abs(value as number) <= 0x7fffffff, 'int'],
  [Number.isInteger, 'long'],
  [(value) => typeof value === 'number', 'double'],
]

const $type: Expression = (doc, argument, options) => {
  const [value] = args(doc, argument, options)
  return TYPE_NAMES.find(([test]) => test(value))?.[1] ?? 'object'
}

const $toString: Expression = (doc, argument, options) => {
  const [value] = args(doc, argument, options)
  if (isMissing(value)) return null
  if (isDoc(value) || Array.isArray(value))
    throw requestFailed('Unsupported conversion to string in $convert with no onError value')
  return textOf(value)
}

const $toObjectId: Expression = (doc, argument, options) => {
  const [value] = args(doc, argument, options)
  if (isMissing(value) || value instanceof ObjectId) return value ?? null
  if (typeof value !== 'string' || !/^[0-9a-f]{24}$/i.test(value))
    throw requestFailed('Failed to parse objectId in $convert with no onError value')
  return new ObjectId(value.toLowerCase())
}

const $sortArray: Expression = (doc, argument, options) => {
  const { input, sortBy } = argument as { input: unknown; sortBy: unknown }
  const list = evalExpr(doc, input, options)
  if (isMissing(list)) return null
  if (!Array.isArray(list)) throw requestFailed('The input argument to $sortArray must be an array')
  if (sortBy === 1 || sortBy === -1) return [...(list as unknown[])].sort((a, b) => compareValues(a, b) * sortBy)
  return sortRows(list as unknown[], compileSort(sortBy), (element) => (isDoc(element) ? element : {}))
}

const $switch: Expression = (doc, argument, options) => {
  const spec = argument as { branches?: { case: unknown; then: unknown }[]; default?: unknown }
  const taken = spec.branches?.find((branch) => isTrue(evalExpr(doc, branch.case, options)))
  if (taken) return evalExpr(doc, taken.then, options)
  if (!('default' in spec))
    throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.')
  return evalExpr(doc, spec.default, options)
}

export const ownExpressions: Record<string, Expression> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison(Math.sign),
  $not: (doc, argument, options) => !isTrue(args(doc, argument, options)[0]),
  $and: (doc, argument, options) => listOf(argument).every((each) => isTrue(evalExpr(doc, each, options))),
  $or: (doc, argument, options) => listOf(argument).some((each) => isTrue(evalExpr(doc, each, options))),
  $in,
  $indexOfArray,
  $indexOfBytes: indexOf('$indexOfBytes', BYTES),
  $indexOfCP: indexOf('$indexOfCP', CHARACTERS),
  $substr: $substrBytes,
  $substrBytes,
  $substrCP,
  $strLenBytes,
  $round: toPlaces('$round', halfToEven),
  $trunc: toPlaces('$trunc', Math.trunc),
  $type,
  $toString,
  $toObjectId,
  $sortArray,
  $switch,
}

const UNARY = [
  '$abs',
  '$ceil',
  '$exp',
  '$floor',
  '$ln',
  '$log10',
  '$sqrt',
  '$arrayToObject',
  '$isArray',
  '$reverseArray',
  '$size',
  '$objectToArray',
  '$strLenCP',
  '$toLower',
  '$toUpper',
  '$toInt',
  '$toLong',
  '$toDouble',
  '$toBool',
  '$toDate',
  '$isNumber',
]

/** An operator of one argument may be given it in brackets; mingo would take the brackets as an array. */
export function withoutBrackets(operators: Record<string, unknown>): Record<string, Expression> {
  const wrapped: Record<string, Expression> = {}
  for (const name of UNARY) {
    const operator = operators[name] as Expression | undefined
    if (!operator) continue
    wrapped[name] = (doc, argument, options) =>
      operator(doc, Array.isArray(argument) && argument.length === 1 ? argument[0] : argument, options)
  }
  return wrapped
}

type Accumulator = (rows: unknown[], argument: unknown, options: Options) => unknown

interface Rooted extends Options {
  update(locals: { root: unknown }): Options
}

/** The value of the argument for each row; a missing one is left out. Without argument the rows are the values. */
function eachValue(rows: unknown[], argument: unknown, options: Options): unknown[] {
  if (isMissing(argument)) return rows
  const factory = options.constructor as unknown as { init(options: Options): Rooted }
  const own = factory.init(options)
  return rows.map((root) => evalExpr(root, argument, own.update({ root }))).filter((value) => value !== undefined)
}

function extreme(direction: 1 | -1): Accumulator {
  return (rows, argument, options) => {
    let best: unknown = null
    for (const value of eachValue(rows, argument, options)) {
      if (!isMissing(value) && (best === null || compareValues(value, best) * direction > 0)) best = value
    }
    return best
  }
}

/** Of the numbers only; a sample of fewer than two has no deviation. */
function deviation(spare: 0 | 1): Accumulator {
  return (rows, argument, options) => {
    const numbers = eachValue(rows, argument, options).filter((value) => typeof value === 'number')
    if (numbers.length <= spare) return null
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
    return Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - spare))
  }
}

export const ownAccumulators: Record<string, Accumulator> = {
  $max: extreme(1),
  $min: extreme(-1),
  $push: eachValue,
  $stdDevPop: deviation(0),
  $stdDevSamp: deviation(1),
  $addToSet: (rows, argument, options) => [
    ...new Map(eachValue(rows, argument, options).map((value) => [encodeKey(value), value])).values(),
  ],
}
