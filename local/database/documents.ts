import { randomBytes } from 'node:crypto'
import { idKey } from './collection'
import { requestFailed } from './errors'
import { MAX_DEPTH } from './limits'
import { isDoc, ObjectId, type Doc } from './values'

/** What may be stored: ids, names, depth. */

let idCounter = randomBytes(4).readUInt32LE()

/** An id as the real service makes them: 32 hexadecimal digits, the time first. */
function newId(now: number): string {
  idCounter = (idCounter + 1) >>> 0
  const seconds = Math.floor(now / 1000) >>> 0
  return hex(seconds) + randomBytes(8).toString('hex') + hex(idCounter)
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}

/** A new document ready to be stored: `_id` first, made if absent. Refuses operator names, bad ids, endless nesting. */
export function prepareDocument(data: unknown, now: number): Doc {
  if (!isDoc(data)) throw requestFailed('a document must be an object')
  checkNames(data)
  const { _id: id = newId(now), ...rest } = data
  idKey(id)
  return { _id: id, ...rest }
}

/** MongoDB stores no name that begins with `$`; one that ends in a dot is accepted. */
export function checkNames(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH) throw requestFailed(`exceeded the limit of ${MAX_DEPTH} nested levels`)
  if (Array.isArray(value)) {
    for (const element of value) checkNames(element, depth + 1)
    return
  }
  if (value instanceof Date || value instanceof ObjectId || value instanceof RegExp) return
  for (const key in value) {
    if (key.charCodeAt(0) === 36 || key === '__proto__') {
      throw requestFailed(`The dollar ($) prefixed field '${key}' is not valid for storage.`)
    }
    checkNames((value as Doc)[key], depth + 1)
  }
}

/** What an upsert starts from: the equalities of the query. */
export function seedOf(condition: Doc): Doc {
  const seed: Doc = {}
  for (const [path, value] of Object.entries(condition)) {
    const isOperator = isDoc(value) && Object.keys(value).some((key) => key.startsWith('$'))
    const equal = isDoc(value) && isOperator ? value['$eq'] : value
    if (!path.startsWith('$') && !path.includes('.') && equal !== undefined && !(equal instanceof RegExp)) {
      seed[path] = equal
    }
  }
  return seed
}
