import { MAX_INDEX_KEY_BYTES } from './limits'
import { splitPath, visitPath } from './paths'
import { ObjectId, type Doc } from './values'

/**
 * Index keys as strings that sort like MongoDB sorts the values: one character per byte (all below U+0100), so that
 * JavaScript's own string comparison is a byte comparison. Every encoding ends itself, so keys can be joined.
 */

const TAG = {
  empty: '\x03',
  null: '\x05',
  number: '\x10',
  string: '\x20',
  object: '\x30',
  array: '\x40',
  objectId: '\x50',
  boolean: '\x60',
  date: '\x70',
  regExp: '\x80',
}

/** An array without elements is indexed as this, apart from null. */
export const EMPTY_ARRAY_KEY = TAG.empty

const float = new DataView(new ArrayBuffer(8))

/** IEEE bytes, turned so that their order is the order of the numbers; NaN below all. */
function encodeNumber(value: number): string {
  if (Number.isNaN(value)) return '\0\0\0\0\0\0\0\0'
  float.setFloat64(0, value === 0 ? 0 : value)
  let high = float.getUint32(0)
  let low = float.getUint32(4)
  if (high & 0x80000000) {
    high = ~high
    low = ~low
  } else high ^= 0x80000000
  return bytes(high) + bytes(low)
}

function bytes(word: number): string {
  return String.fromCharCode((word >>> 24) & 255, (word >>> 16) & 255, (word >>> 8) & 255, word & 255)
}

const PLAIN = /^[\x01-\x7f]*$/

/** UTF-8 bytes; a zero byte is escaped, so that the end mark stays below every continuation. */
function encodeText(text: string): string {
  if (PLAIN.test(text)) return `${text}\0\x01`
  const utf8 = Buffer.from(text, 'utf8').toString('latin1')
  return `${utf8.replaceAll('\0', '\0\xff')}\0\x01`
}

/** One value. Distinct values have distinct keys, and keys sort as MongoDB sorts the values. */
export function encodeKey(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return TAG.string + encodeText(value)
    case 'number':
      return TAG.number + encodeNumber(value)
    case 'boolean':
      return TAG.boolean + (value ? '\x01' : '\0')
    case 'object':
      return encodeObjectKey(value)
    default:
      return TAG.null
  }
}

function encodeObjectKey(value: object | null): string {
  if (value === null) return TAG.null
  if (value instanceof Date) return TAG.date + encodeNumber(value.getTime())
  if (value instanceof ObjectId) return TAG.objectId + encodeText(value.hex)
  if (value instanceof RegExp) return TAG.regExp + encodeText(String(value))
  if (Array.isArray(value)) return `${TAG.array}${value.map(encodeKey).join('')}\0`
  return `${TAG.object}${Object.entries(value).map(encodeFieldKey).join('')}\0`
}

/** MongoDB compares sub-documents by type, then name, then value. */
function encodeFieldKey([name, value]: [string, unknown]): string {
  const key = encodeKey(value)
  return key[0] + encodeText(name) + key
}

/** Turns an ascending key into a descending one. Keys are self-ending, so the order is exactly reversed. */
export function invertKey(key: string): string {
  let inverted = ''
  for (let i = 0; i < key.length; i++) inverted += String.fromCharCode(255 - key.charCodeAt(i))
  return inverted
}

export interface KeyField {
  path: string
  parts: readonly string[]
  direction: 1 | -1
}

export function keyFields(keys: readonly (readonly [field: string, direction: 1 | -1])[]): KeyField[] {
  return keys.map(([path, direction]) => ({ path, parts: splitPath(path), direction }))
}

/** The key of a value for one field of an index. */
export function fieldKey(field: KeyField, value: unknown): string {
  const key = encodeKey(value)
  return field.direction === 1 ? key : invertKey(key)
}

/** Every key under which the index lists the document: one, unless a field holds an array. */
export function documentKeys(fields: readonly KeyField[], doc: Doc): string[] {
  let keys = ['']
  for (const field of fields) {
    const own = valueKeys(field, doc)
    keys =
      own.length === 1
        ? keys.map((key) => key + (own[0] as string))
        : keys.flatMap((key) => own.map((next) => key + next))
  }
  return keys
}

function valueKeys(field: KeyField, doc: Doc): string[] {
  const only = field.parts.length === 1 ? doc[field.path] : undefined
  if (only !== undefined && !Array.isArray(only)) return [checkedKey(field, only)]
  const keys = new Set<string>()
  visitPath(doc, field.parts, (value) => {
    if (!Array.isArray(value)) keys.add(checkedKey(field, value))
    else if (value.length === 0) keys.add(field.direction === 1 ? EMPTY_ARRAY_KEY : invertKey(EMPTY_ARRAY_KEY))
    else for (const element of value) keys.add(checkedKey(field, element))
    return false
  })
  return keys.size === 0 ? [fieldKey(field, null)] : [...keys]
}

/** Thrown as a plain value of the index; the caller knows the names for the message. */
export const KEY_TOO_LONG = new Error('index key too long')

function checkedKey(field: KeyField, value: unknown): string {
  const key = fieldKey(field, value)
  if (key.length > MAX_INDEX_KEY_BYTES) throw KEY_TOO_LONG
  return key
}
