import { decodeStored, encodeStored, encodeWire } from './codec'
import { fillIndex, idKey, isUntouched, keysOf, listEntry, unlistEntry } from './collection'
import type { Collection, CollectionSpec, Entry, Index, IndexSpec } from './collection'
import { collectionExists, collectionMissing, invalidParam, refusal, requestFailed } from './errors'
import { keyFields } from './index-keys'
import type { Journal } from './journal'
import { MAX_COLLECTIONS, MAX_DOCUMENT_BYTES, MAX_INDEX_FIELDS, MAX_INDEXES } from './limits'
import { createOrderedMap } from './ordered-map'
import type { Doc } from './values'
import { createWarmDocuments, type WarmDocuments } from './warm-documents'

/**
 * The documents in memory over the journal on disk. A write reaches memory at once and the disk with the journal's next
 * flush; whoever wrote waits for `durable` before it answers. Checks (uniqueness, locks) are the writers' business.
 */
export interface Store {
  collections: Map<string, Collection>
  journal: Journal
  warm: WarmDocuments
  /** Counts the changes of documents. */
  version: number
  /** While set, changed and removed documents stay readable in `past`. */
  isPastKept: boolean
}

/** A store with what the journal holds, and the declared collections and indexes. Throws DATA_FOLDER_DAMAGED. */
export function loadStore(journal: Journal, specs: CollectionSpec[]): Store {
  const warm = createWarmDocuments((entry) => journal.isPending(entry.number))
  const store: Store = { collections: new Map(), journal, warm, version: 1, isPastKept: false }
  const byNumber = journal.collections().map((name) => register(store, name))
  journal.load(({ number, collection, text }) => {
    const doc = decodeStored(text)
    const entry = newEntry(store, number, doc)
    byNumber[collection]?.entries.set(entry.key, entry)
    warm.keep(entry, text.length)
  })
  for (const spec of specs) ensureCollection(store, spec)
  return store
}

function newEntry(store: Store, number: number, doc: Doc): Entry {
  return { number, key: idKey(doc['_id']), version: store.version, doc, wire: undefined, size: 0, isUsed: false }
}

function register(store: Store, name: string): Collection {
  const number = store.collections.size
  const collection: Collection = { name, number, entries: new Map(), indexes: [], past: [], locks: new Map() }
  store.collections.set(name, collection)
  return collection
}

/** The collection of a request. Refuses one that does not exist. */
export function collectionOf(store: Store, name: unknown): Collection {
  const found = store.collections.get(name as string)
  if (found) return found
  if (typeof name !== 'string' || name === '') throw invalidParam('collectionName is required')
  throw collectionMissing(name)
}

/** Refuses a name that exists, is malformed, or would exceed the quota. Durable with the next flush. */
export function addCollection(store: Store, name: unknown): Collection {
  if (typeof name !== 'string' || !/^[a-zA-Z0-9][\w-]{0,62}$/.test(name)) {
    throw invalidParam('the collection name is not valid')
  }
  if (store.collections.has(name)) throw collectionExists(name)
  if (store.collections.size >= MAX_COLLECTIONS) {
    throw refusal('DATABASE_COLLECTION_EXCEED_LIMIT', `an environment holds at most ${MAX_COLLECTIONS} collections`)
  }
  store.journal.addCollection(name)
  return register(store, name)
}

function ensureCollection(store: Store, spec: CollectionSpec): void {
  const collection = store.collections.get(spec.name) ?? addCollection(store, spec.name)
  if (spec.indexes.length > MAX_INDEXES) throw invalidParam(`${spec.name}: at most ${MAX_INDEXES} indexes`)
  for (const index of spec.indexes) buildIndex(store, collection, index)
}

function buildIndex(store: Store, collection: Collection, spec: IndexSpec): Index {
  if (spec.keys.length === 0 || spec.keys.length > MAX_INDEX_FIELDS) {
    throw invalidParam(`index ${spec.name} of ${collection.name}: 1 to ${MAX_INDEX_FIELDS} fields`)
  }
  const isUnique = spec.unique === true
  const fields = keyFields(spec.keys)
  const index: Index = {
    name: spec.name,
    isUnique,
    fields,
    entries: createOrderedMap(),
    isMultikey: false,
    reserved: new Map(),
  }
  fillIndex(collection, index, (entry) => docOf(store, entry))
  collection.indexes.push(index)
  return index
}

/** The index on `_id` exists in every collection, but costs memory: it is built when a query first needs order or a range. */
export function idIndex(store: Store, collection: Collection): Index {
  const known = collection.indexes.find((index) => index.name === ID_INDEX.name)
  return known ?? buildIndex(store, collection, ID_INDEX)
}

const ID_INDEX: IndexSpec = { name: '_id_', keys: [['_id', 1]] }

/** The content of a document. It is shared: whoever wants to change it changes a copy. */
export function docOf(store: Store, entry: Entry): Doc {
  entry.isUsed = true
  if (entry.doc) return entry.doc
  const text = store.journal.read(entry.number)
  const doc = decodeStored(text)
  entry.doc = doc
  store.warm.keep(entry, text.length)
  return doc
}

/** The content of a document as clients get it. */
export function wireOf(store: Store, entry: Entry): string {
  entry.isUsed = true
  entry.wire ??= encodeWire(docOf(store, entry))
  return entry.wire
}

function seal(doc: Doc): string {
  const text = encodeStored(doc)
  // a character is at most three bytes, so most documents need no counting
  if (text.length > MAX_DOCUMENT_BYTES / 3 && Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    throw requestFailed(`object to insert too large, the limit is ${MAX_DOCUMENT_BYTES} bytes`)
  }
  return text
}

/** Adds a document whose `_id` is free. */
export function insertEntry(store: Store, collection: Collection, doc: Doc): Entry {
  const listed = collection.indexes.map((index) => keysOf(collection, index, doc))
  const text = seal(doc)
  store.version++
  const entry = newEntry(store, store.journal.nextNumber(), doc)
  collection.entries.set(entry.key, entry)
  collection.indexes.forEach((index, at) => listEntry(index, listed[at] as string[], entry))
  store.journal.put(entry.number, collection.number, text, true)
  store.warm.keep(entry, text.length)
  return entry
}

/** Gives a document new content under its `_id`. */
export function replaceEntry(store: Store, collection: Collection, entry: Entry, doc: Doc): void {
  const before = docOf(store, entry)
  const changes = collection.indexes
    .filter((index) => !isUntouched(index, before, doc))
    .map((index) => ({ index, from: keysOf(collection, index, before), to: keysOf(collection, index, doc) }))
  const text = seal(doc)
  rememberPast(store, collection, entry)
  for (const { index, from, to } of changes) {
    unlistEntry(index, from, entry, to)
    listEntry(index, to, entry)
  }
  Object.assign(entry, { doc, wire: undefined, version: ++store.version, isUsed: true })
  store.warm.resize(entry, text.length)
  store.journal.put(entry.number, collection.number, text, false)
}

/** Takes a document away. */
export function removeEntry(store: Store, collection: Collection, entry: Entry): void {
  const before = docOf(store, entry)
  rememberPast(store, collection, entry)
  store.version++
  collection.entries.delete(entry.key)
  for (const index of collection.indexes) unlistEntry(index, keysOf(collection, index, before), entry)
  store.journal.remove(entry.number)
}

function rememberPast(store: Store, collection: Collection, entry: Entry): void {
  if (store.isPastKept) collection.past.push({ ...entry, doc: docOf(store, entry), until: store.version + 1 })
}

/** Says whether any transaction may still read what documents were before. */
export function keepPast(store: Store, isNeeded: boolean): void {
  store.isPastKept = isNeeded
  if (isNeeded) return
  for (const collection of store.collections.values()) if (collection.past.length > 0) collection.past = []
}
