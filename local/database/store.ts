import {
  collectionExists,
  collectionMissing,
  duplicateKey,
  invalidParam,
  refusal,
  requestFailed,
  type WriteKind,
} from './errors'
import { decodeStored, encodeStored, encodeWire, encodeWireValue } from './codec'
import { documentKeys, encodeKey, keyFields, KEY_TOO_LONG, type KeyField } from './index-keys'
import type { Journal } from './journal'
import { MAX_COLLECTIONS, MAX_DOCUMENT_BYTES, MAX_INDEXES, MAX_INDEX_FIELDS, WARM_CHARACTERS } from './limits'
import { createOrderedMap, type OrderedMap } from './ordered-map'
import { valueAt } from './paths'
import { ObjectId, type Doc } from './values'

/**
 * The collections in memory: every document once, by `_id` and in its indexes. Documents are decoded when first needed;
 * the longest unused ones are dropped again and read back from the journal. Writes reach memory at once and the journal's
 * next flush; the caller waits for `durable` before it answers.
 */

/** `_id` as a key: strings and numbers as they are, other types in a form that cannot clash with them. */
export type IdKey = string | number

export interface Entry {
  /** The record on disk; ascending in order of insertion. */
  number: number
  key: IdKey
  /** The store's version when this content was written. */
  version: number
  doc: Doc | undefined
  wire: string | undefined
  size: number
  isUsed: boolean
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
  /** Some document is listed under several keys, because a field of it is an array. */
  isMultikey: boolean
  /** Unique keys that open transactions have taken. */
  reserved: Map<string, object>
}

export interface Collection {
  name: string
  number: number
  entries: Map<IdKey, Entry>
  indexes: Index[]
  past: PastEntry[]
  /** Documents that open transactions have written. */
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

/** The index on `_id` exists in every collection; it is built when a query first needs order or a range. */
export const ID_INDEX: IndexSpec = { name: '_id_', keys: [['_id', 1]] }

export interface Store {
  collections: Map<string, Collection>
  collection(name: unknown): Collection
  /** Refuses a name that exists, is malformed, or would exceed the quota. */
  addCollection(name: unknown): void
  ensure(spec: CollectionSpec): void
  idIndex(collection: Collection): Index
  docOf(entry: Entry): Doc
  wireOf(entry: Entry): string
  insert(collection: Collection, doc: Doc): Entry
  replace(collection: Collection, entry: Entry, doc: Doc): void
  remove(collection: Collection, entry: Entry): void
  version(): number
  /** While set, changed and removed documents stay readable in `past`. */
  keepPast(isNeeded: boolean): void
  durable(): Promise<void>
}

/** The key of an `_id`. Refuses what MongoDB refuses as an id. */
export function idKey(id: unknown): IdKey {
  if (typeof id === 'string') return id.charCodeAt(0) === 0 ? `\0s${id}` : id
  if (typeof id === 'number') return id
  if (Array.isArray(id) || id instanceof RegExp || id === undefined)
    throw requestFailed("can't use an array or regex for _id")
  return `\0${encodeKey(id)}`
}

/** The end of an index key: which document, in order of insertion. */
function suffix(number: number): string {
  return String.fromCharCode((number >>> 24) & 255, (number >>> 16) & 255, (number >>> 8) & 255, number & 255)
}

export const HIGH = '\u0100'

/** Fills a store with what the journal holds. Throws DATA_FOLDER_DAMAGED. */
export function createStore(journal: Journal, specs: CollectionSpec[]): Store {
  const collections = new Map<string, Collection>()
  let version = 1
  let isPastKept = false
  let warm: Entry[] = []
  let warmHead = 0
  let warmCharacters = 0

  function register(name: string): Collection {
    const collection: Collection = {
      name,
      number: collections.size,
      entries: new Map(),
      indexes: [],
      past: [],
      locks: new Map(),
    }
    collections.set(name, collection)
    return collection
  }

  function collection(name: unknown): Collection {
    const found = collections.get(name as string)
    if (found) return found
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName is required')
    throw collectionMissing(name)
  }

  function addCollection(name: unknown): void {
    if (typeof name !== 'string' || !/^[a-zA-Z0-9][\w-]{0,62}$/.test(name))
      throw invalidParam('the collection name is not valid')
    if (collections.has(name)) throw collectionExists(name)
    if (collections.size >= MAX_COLLECTIONS) {
      throw refusal('DATABASE_COLLECTION_EXCEED_LIMIT', `an environment holds at most ${MAX_COLLECTIONS} collections`)
    }
    register(name)
    journal.addCollection(name)
  }

  function ensure(spec: CollectionSpec): void {
    if (!collections.has(spec.name)) addCollection(spec.name)
    const target = collection(spec.name)
    if (spec.indexes.length > MAX_INDEXES) throw invalidParam(`${spec.name}: at most ${MAX_INDEXES} indexes`)
    for (const index of spec.indexes) buildIndex(target, index)
  }

  function buildIndex(target: Collection, spec: IndexSpec): Index {
    if (spec.keys.length === 0 || spec.keys.length > MAX_INDEX_FIELDS)
      throw invalidParam(`${spec.name}: 1 to ${MAX_INDEX_FIELDS} fields`)
    const index: Index = {
      name: spec.name,
      isUnique: spec.unique === true,
      fields: keyFields(spec.keys),
      entries: createOrderedMap(),
      isMultikey: false,
      reserved: new Map(),
    }
    const listed: [key: string, entry: Entry][] = []
    for (const entry of target.entries.values()) {
      const keys = keysOf(target, index, docOf(entry))
      if (keys.length > 1) index.isMultikey = true
      for (const key of keys) listed.push([key + suffix(entry.number), entry])
    }
    listed.sort(([a], [b]) => (a < b ? -1 : 1))
    index.entries.load(
      listed.map(([key]) => key),
      listed.map(([, entry]) => entry),
    )
    if (index.isUnique) refuseDuplicates(target, index, listed)
    target.indexes.push(index)
    return index
  }

  function refuseDuplicates(target: Collection, index: Index, listed: [key: string, entry: Entry][]): void {
    for (let i = 1; i < listed.length; i++) {
      const [[key, entry], [other, otherEntry]] = [listed[i], listed[i - 1]] as [[string, Entry], [string, Entry]]
      if (entry !== otherEntry && key.slice(0, -4) === other.slice(0, -4))
        throw duplicateOf(target, index, docOf(entry), 'Insert')
    }
  }

  function idIndex(target: Collection): Index {
    return target.indexes.find((index) => index.name === ID_INDEX.name) ?? buildIndex(target, ID_INDEX)
  }

  function docOf(entry: Entry): Doc {
    entry.isUsed = true
    if (entry.doc) return entry.doc
    const text = journal.read(entry.number)
    entry.doc = decodeStored(text)
    keepWarm(entry, text.length)
    return entry.doc
  }

  function wireOf(entry: Entry): string {
    entry.wire ??= encodeWire(docOf(entry))
    entry.isUsed = true
    return entry.wire
  }

  function keepWarm(entry: Entry, size: number): void {
    entry.size = size
    warm.push(entry)
    warmCharacters += size
    for (let tries = 0; tries < 4 && warmCharacters > WARM_CHARACTERS; tries++) coolOldest()
    if (warmHead > 4096) {
      warm = warm.slice(warmHead)
      warmHead = 0
    }
  }

  /** The oldest gets a second chance if it was used since, and stays while its last write is not on disk. */
  function coolOldest(): void {
    const entry = warm[warmHead]
    if (!entry) return
    warmHead++
    if (entry.isUsed || journal.isPending(entry.number)) {
      entry.isUsed = false
      warm.push(entry)
      return
    }
    warmCharacters -= entry.size
    entry.size = 0
    entry.doc = undefined
    entry.wire = undefined
  }

  function seal(doc: Doc): string {
    const text = encodeStored(doc)
    if (text.length > MAX_DOCUMENT_BYTES / 3 && Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
      throw requestFailed(`object to insert too large, the limit is ${MAX_DOCUMENT_BYTES} bytes`)
    }
    return text
  }

  function insert(target: Collection, doc: Doc): Entry {
    const listed = target.indexes.map((index) => keysOf(target, index, doc))
    const text = seal(doc)
    const entry: Entry = {
      number: journal.nextNumber(),
      key: idKey(doc['_id']),
      version: ++version,
      doc,
      wire: undefined,
      size: 0,
      isUsed: true,
    }
    target.entries.set(entry.key, entry)
    target.indexes.forEach((index, at) => list(index, listed[at] as string[], entry))
    journal.put(entry.number, target.number, text, true)
    keepWarm(entry, text.length)
    return entry
  }

  function list(index: Index, keys: string[], entry: Entry): void {
    if (keys.length > 1) index.isMultikey = true
    for (const key of keys) index.entries.set(key + suffix(entry.number), entry)
  }

  function replace(target: Collection, entry: Entry, doc: Doc): void {
    const before = docOf(entry)
    const changes = target.indexes
      .filter((index) => !isUntouched(index, before, doc))
      .map((index) => ({ index, from: keysOf(target, index, before), to: keysOf(target, index, doc) }))
    const text = seal(doc)
    rememberPast(target, entry)
    for (const { index, from, to } of changes) {
      for (const key of from) if (!to.includes(key)) index.entries.delete(key + suffix(entry.number))
      list(index, to, entry)
    }
    Object.assign(entry, { doc, wire: undefined, version: ++version, isUsed: true })
    warmCharacters += text.length - entry.size
    entry.size = text.length
    journal.put(entry.number, target.number, text, false)
  }

  function remove(target: Collection, entry: Entry): void {
    const before = docOf(entry)
    rememberPast(target, entry)
    version++
    target.entries.delete(entry.key)
    for (const index of target.indexes) {
      for (const key of keysOf(target, index, before)) index.entries.delete(key + suffix(entry.number))
    }
    journal.remove(entry.number)
  }

  function rememberPast(target: Collection, entry: Entry): void {
    if (isPastKept) target.past.push({ ...entry, doc: docOf(entry), until: version + 1 })
  }

  function keepPast(isNeeded: boolean): void {
    isPastKept = isNeeded
    if (!isNeeded) for (const each of collections.values()) if (each.past.length > 0) each.past = []
  }

  for (const name of journal.collections()) register(name)
  const byNumber = [...collections.values()]
  journal.load(({ number, collection: owner, text }) => {
    const doc = decodeStored(text)
    const entry: Entry = { number, key: idKey(doc['_id']), version, doc, wire: undefined, size: 0, isUsed: false }
    byNumber[owner]?.entries.set(entry.key, entry)
    keepWarm(entry, text.length)
  })
  for (const spec of specs) ensure(spec)

  return {
    collections,
    collection,
    addCollection,
    ensure,
    idIndex,
    docOf,
    wireOf,
    insert,
    replace,
    remove,
    keepPast,
    version: () => version,
    durable: () => journal.flushed(),
  }
}

/** The index keys of a document. Refuses values that are too long to index. */
export function keysOf(collection: Collection, index: Index, doc: Doc): string[] {
  try {
    return documentKeys(index.fields, doc)
  } catch (error) {
    if (error !== KEY_TOO_LONG) throw error
    throw requestFailed(`key too large to index, failing ${collection.name}.${index.name}: the limit is 1024 bytes`)
  }
}

/** True when no indexed field can differ: the plain values at its paths are the same. */
function isUntouched(index: Index, before: Doc, after: Doc): boolean {
  return index.fields.every(({ parts }) => {
    const value = valueAt(before, parts)
    return (typeof value === 'string' || typeof value === 'number') && value === valueAt(after, parts)
  })
}

/** The error for a clash, naming the values as MongoDB does. */
export function duplicateOf(
  collection: Collection,
  index: Pick<Index, 'name' | 'fields'>,
  doc: Doc,
  kind: WriteKind,
): Error {
  const pairs = index.fields.map(({ path, parts }) => {
    const value = valueAt(doc, parts)
    return `${path}: ${value instanceof ObjectId ? `ObjectId('${value.hex}')` : plain(value)}`
  })
  return duplicateKey(kind, collection.name, index.name, `{ ${pairs.join(', ')} }`)
}

function plain(value: unknown): string {
  return typeof value === 'number' ? String(value) : encodeWireValue(value)
}
