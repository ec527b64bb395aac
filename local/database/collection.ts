import { encodeWireValue } from './codec'
import { duplicateKey, requestFailed, type WriteKind } from './errors'
import { documentKeys, encodeKey, KEY_TOO_LONG, type KeyField } from './index-keys'
import type { OrderedMap } from './ordered-map'
import { valueAt } from './paths'
import { ObjectId, type Doc } from './values'

/** What a collection is in memory: its documents by `_id`, and its indexes. */

/** `_id` as a key: strings and numbers as they are, other types in a form that cannot clash with them. */
export type IdKey = string | number

export interface Entry {
  /** The record on disk; ascending in order of insertion. */
  number: number
  key: IdKey
  /** The store's version when this content was written. */
  version: number
  /** Decoded content; dropped when it has not been used for long. */
  doc: Doc | undefined
  /** The content as clients get it, kept as long as `doc`. */
  wire: string | undefined
  /** Its part of the budget for decoded documents; 0 when it is not kept. */
  warmSize: number
  isUsed: boolean
  wasRead: boolean
}

/** What a document was before a change, kept while a transaction may still read it. */
export interface PastEntry extends Entry {
  doc: Doc
  until: number
}

export interface Index {
  name: string
  isUnique: boolean
  fields: KeyField[]
  entries: OrderedMap<Entry>
  /** Fields that were an array in some document, which then is listed under several keys; the order of the others holds. */
  arrayPaths: Set<string>
  /** Unique keys that open transactions have taken, with their owners. */
  reserved: Map<string, object>
}

export interface Collection {
  name: string
  number: number
  entries: Map<IdKey, Entry>
  indexes: Index[]
  past: PastEntry[]
  /** Documents that open transactions have written, with their owners. */
  locks: Map<IdKey, object>
}

export interface IndexSpec {
  name: string
  unique?: boolean
  keys: [field: string, direction: 1 | -1][]
}

export interface CollectionSpec {
  name: string
  indexes: IndexSpec[]
}

/** Stands above every index key: all index characters are below it. */
export const HIGH = '\u0100'

/** The key of an `_id`. Refuses what MongoDB refuses as an id. */
export function idKey(id: unknown): IdKey {
  if (typeof id === 'string') return id.charCodeAt(0) === 0 ? `\0s${id}` : id
  if (typeof id === 'number') return id
  if (Array.isArray(id) || id instanceof RegExp || id === undefined) {
    throw requestFailed("can't use an array or regex for _id")
  }
  return `\0${encodeKey(id)}`
}

/** The index keys of a document. Refuses values that are too long to index. */
export function keysOf(collection: Collection, index: Index, doc: Doc): string[] {
  try {
    const keys = documentKeys(index.fields, doc)
    if (keys.length > 1) noteArrays(index, doc)
    return keys
  } catch (error) {
    if (error !== KEY_TOO_LONG) throw error
    throw requestFailed(`key too large to index, failing ${collection.name}.${index.name}: the limit is 1024 bytes`)
  }
}

/** All of the index's fields when the array lies further up a path. */
function noteArrays(index: Index, doc: Doc): void {
  const arrays = index.fields.filter((field) => Array.isArray(valueAt(doc, field.parts)))
  for (const field of arrays.length > 0 ? arrays : index.fields) index.arrayPaths.add(field.path)
}

/** The end of an index key: which document, in order of insertion. */
function suffix(number: number): string {
  return String.fromCharCode((number >>> 24) & 255, (number >>> 16) & 255, (number >>> 8) & 255, number & 255)
}

/** Lists a document in an index under its keys. */
export function listEntry(index: Index, keys: string[], entry: Entry): void {
  const end = suffix(entry.number)
  for (const key of keys) index.entries.set(key + end, entry)
}

/** Takes a document out of an index; keys that are listed in `kept` stay. */
export function unlistEntry(index: Index, keys: string[], entry: Entry, kept: string[] = []): void {
  const end = suffix(entry.number)
  for (const key of keys) if (!kept.includes(key)) index.entries.delete(key + end)
}

/** Index keys with their documents, before they are sorted. */
export type Listed = [key: string, entry: Entry]

/** Notes a document's keys for an index that is filled later in one go. */
export function noteEntry(collection: Collection, index: Index, entry: Entry, doc: Doc, listed: Listed[]): void {
  const keys = keysOf(collection, index, doc)
  const end = suffix(entry.number)
  for (const key of keys) listed.push([key + end, entry])
}

/** Fills an empty index with what was noted. Refuses a unique one whose documents clash. */
export function fillIndex(collection: Collection, index: Index, listed: Listed[], docOf: (entry: Entry) => Doc): void {
  listed.sort(([a], [b]) => (a < b ? -1 : 1))
  if (index.isUnique) refuseDuplicates(collection, index, listed, docOf)
  const keys = listed.map(([key]) => key)
  index.entries.load(
    keys,
    listed.map(([, entry]) => entry),
  )
}

function refuseDuplicates(collection: Collection, index: Index, listed: Listed[], docOf: (entry: Entry) => Doc): void {
  let [last, owner]: [string | undefined, Entry | undefined] = [undefined, undefined]
  for (const [key, entry] of listed) {
    const plain = key.slice(0, -4)
    if (plain === last && entry !== owner) throw duplicateOf(collection, index, docOf(entry), 'Insert')
    last = plain
    owner = entry
  }
}

/** Another document under the same key of a unique index. */
export function clashOf(index: Index, key: string, self: Entry | undefined): Entry | undefined {
  let clash: Entry | undefined
  index.entries.scan(key, key + HIGH, false, (entry) => {
    if (entry !== self) clash = entry
    return clash !== undefined
  })
  return clash
}

/** True when no indexed field can differ: the plain values at its paths are the same. */
export function isUntouched(index: Index, before: Doc, after: Doc): boolean {
  return index.fields.every(({ parts }) => {
    const value = valueAt(before, parts)
    return (typeof value === 'string' || typeof value === 'number') && value === valueAt(after, parts)
  })
}

/** The uniqueness of `_id`, in the shape that `duplicateOf` names. */
export const ID_UNIQUE: Pick<Index, 'name' | 'fields'> = {
  name: '_id_',
  fields: [{ path: '_id', parts: ['_id'], direction: 1 }],
}

/** The error for a clash, naming the values as MongoDB does. */
export function duplicateOf(
  collection: Collection,
  index: Pick<Index, 'name' | 'fields'>,
  doc: Doc,
  kind: WriteKind,
): Error {
  const pairs = index.fields.map(({ path, parts }) => `${path}: ${shown(valueAt(doc, parts))}`)
  return duplicateKey(kind, collection.name, index.name, `{ ${pairs.join(', ')} }`)
}

function shown(value: unknown): string {
  if (value instanceof ObjectId) return `ObjectId('${value.hex}')`
  return typeof value === 'number' ? String(value) : encodeWireValue(value)
}
