import { invalidParam } from './errors'
import { isDoc, ObjectId, type Doc } from './values'

/**
 * Extended JSON, as the SDK writes and reads it, without the BSON library: JSON.parse and one walk.
 * Two renderings: `encodeWire` is what clients get (canonical EJSON), `encodeStored` is what is kept
 * (plain numbers, short dates), about a third smaller and faster to read.
 */

const DATE_LIMIT_MS = 8.64e15

/** Parses one EJSON string of a request. `now` replaces server dates. Refuses what is not JSON or not a known type. */
export function decodeRequest(text: unknown, now: number, what: string): unknown {
  if (typeof text !== 'string') throw invalidParam(`${what} must be an EJSON string`)
  return reviveRequest(parseJson(text, what), now)
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidParam(`${what} is not valid JSON`)
  }
}

/** Reads a stored document back. */
export function decodeStored(text: string): Doc {
  return revive(JSON.parse(text), 0) as Doc
}

function reviveRequest(value: unknown, now: number): unknown {
  return revive(value, now)
}

function revive(value: unknown, now: number): unknown {
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = revive(value[i], now)
    return value
  }
  const doc = value as Doc
  for (const key in doc) {
    if (key.charCodeAt(0) === 36 && key in TYPES) {
      const special = reviveType(doc, key, now)
      if (special !== undefined) return special
    }
    const field = doc[key]
    if (typeof field === 'object' && field !== null) doc[key] = revive(field, now)
    else if (Object.is(field, -0)) doc[key] = 0
  }
  return doc
}

type Reviver = (value: unknown, now: number, doc: Doc) => unknown

const number: Reviver = (value) =>
  typeof value === 'string' || typeof value === 'number' ? Number(value) + 0 : undefined

const TYPES: Record<string, Reviver> = {
  $numberInt: number,
  $numberLong: number,
  $numberDouble: number,
  $numberDecimal: number,
  $date: (value) => reviveDate(value),
  $oid: (value) => reviveObjectId(value),
  $regularExpression: (value) => reviveRegExp(value),
  $tcb_server_date: (value, now) => reviveServerDate(value, now),
  $undefined: () => null,
}

function reviveType(doc: Doc, key: string, now: number): unknown {
  for (const other in doc) if (other !== key) return undefined
  const reviver = TYPES[key]
  return reviver?.(doc[key], now, doc)
}

function reviveDate(value: unknown): Date {
  const ms = typeof value === 'string' ? Date.parse(value) : isDoc(value) ? Number(value['$numberLong']) : Number(value)
  if (!(Math.abs(ms) <= DATE_LIMIT_MS)) throw invalidParam('a $date is out of range')
  return new Date(ms)
}

function reviveObjectId(value: unknown): ObjectId {
  if (typeof value !== 'string' || !/^[0-9a-fA-F]{24}$/.test(value)) {
    throw invalidParam('an ObjectId must be 24 hexadecimal digits')
  }
  return new ObjectId(value.toLowerCase())
}

/** Only the flags that MongoDB knows and JavaScript can honour; g and y have no meaning in a query. */
export function regularExpression(pattern: string, flags: string): RegExp {
  const kept = [...new Set(flags)].filter((flag) => 'imsu'.includes(flag)).join('')
  if (/[^imsugy]/.test(flags)) throw invalidParam(`invalid flag in regex options: ${flags}`)
  try {
    return new RegExp(pattern, kept)
  } catch {
    throw invalidParam(`Regular expression is invalid: ${pattern}`)
  }
}

function reviveRegExp(value: unknown): RegExp {
  if (!isDoc(value) || typeof value['pattern'] !== 'string') throw invalidParam('a regular expression needs a pattern')
  return regularExpression(value['pattern'], String(value['options'] ?? ''))
}

function reviveServerDate(value: unknown, now: number): Date {
  const offset = isDoc(value) ? Number(revive(value['offset'], now) ?? 0) : 0
  return new Date(now + (Number.isFinite(offset) ? offset : 0))
}

/** One document as a client reads it: canonical EJSON, ObjectIds as plain hex strings (as the real service answers). */
export function encodeWire(doc: Doc): string {
  return writeObject(doc, wireScalar)
}

/** One document as it is kept on disk and in memory. */
export function encodeStored(doc: Doc): string {
  return writeObject(doc, storedScalar)
}

/** A value that is not a document (an `_id`, a key in a message) in wire form. */
export function encodeWireValue(value: unknown): string {
  return write(value, wireScalar)
}

type ScalarWriter = (value: number | Date | ObjectId | RegExp) => string

function wireScalar(value: number | Date | ObjectId | RegExp): string {
  if (typeof value === 'number') return wireNumber(value)
  if (value instanceof Date) return `{"$date":{"$numberLong":"${value.getTime()}"}}`
  if (value instanceof ObjectId) return `"${value.hex}"`
  return writeRegExp(value)
}

function wireNumber(value: number): string {
  if (value === (value | 0)) return `{"$numberInt":"${value | 0}"}`
  // as the BSON library does: integers of 64 bits are longs, all the rest doubles
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return `{"$numberLong":"${value}"}`
  return `{"$numberDouble":"${value}"}`
}

function storedScalar(value: number | Date | ObjectId | RegExp): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `{"$numberDouble":"${value}"}`
  if (value instanceof Date) return `{"$date":${value.getTime()}}`
  if (value instanceof ObjectId) return `{"$oid":"${value.hex}"}`
  return writeRegExp(value)
}

function writeRegExp(value: RegExp): string {
  return `{"$regularExpression":{"pattern":${quote(value.source)},"options":${quote(value.flags)}}}`
}

function write(value: unknown, scalar: ScalarWriter): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return scalar(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value !== 'object' || value === null) return 'null'
  if (Array.isArray(value)) return writeArray(value, scalar)
  if (value instanceof Date || value instanceof ObjectId || value instanceof RegExp) return scalar(value)
  return writeObject(value as Doc, scalar)
}

function writeArray(values: unknown[], scalar: ScalarWriter): string {
  let text = '['
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + write(values[i], scalar)
  return text + ']'
}

function writeObject(doc: Doc, scalar: ScalarWriter): string {
  let text = '{'
  for (const key in doc) {
    const value = doc[key]
    // undefined is never kept: dropped in objects, null in arrays
    if (value === undefined || typeof value === 'function') continue
    text += (text.length === 1 ? '' : ',') + quoteKey(key) + write(value, scalar)
  }
  return text + '}'
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`
}

const quotedKeys = new Map<string, string>()

/** Field names repeat endlessly; the cache is bounded, because a client may invent names without end. */
function quoteKey(key: string): string {
  const known = quotedKeys.get(key)
  if (known !== undefined) return known
  const quoted = `${quote(key)}:`
  if (quotedKeys.size < 4096) quotedKeys.set(key, quoted)
  return quoted
}
