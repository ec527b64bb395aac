import { decodeStored, encodeStored, encodeWire } from './codec'
import { fillIndex, idKey, isUntouched, keysOf, listEntry, noteEntry, unlistEntry } from './collection'
import type { Collection, CollectionSpec, Entry, Index, IndexSpec, Listed } from './collection'
import { collectionExists, collectionMissing, invalidParam, refusal, requestFailed } from './errors'
import { keyFields } from './index-keys'
import { openJournal, type Journal } from './journal'
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

const FIRST_VERSION = 1

/** Opens the journal and fills a store with it, and with the declared collections and indexes. Throws DATA_FOLDER_DAMAGED. */
export async function openStore(path: string, specs: CollectionSpec[]): Promise<Store> {
  const collections = new Map<string, Collection>()
  const listed = new Map<Index, Listed[]>()
  const journal = await openJournal(path, (names) => {
    const byNumber = names.map((name) => register(collections, name))
    for (const spec of specs) collections.get(spec.name)?.indexes.push(...newIndexes(spec))
    return ({ number, collection, text }) =>
      readEntry(byNumber[collection] as Collection, number, decodeStored(text), listed)
  })
  const warm = createWarmDocuments((entry) => journal.isPending(entry.number))
  const store: Store = { collections, journal, warm, version: FIRST_VERSION, isPastKept: false }
  try {
    for (const collection of collections.values()) {
      for (const index of collection.indexes)
        fillIndex(collection, index, listed.get(index) ?? [], (entry) => docOf(store, entry))
    }
    for (const spec of specs) {
      if (!collections.has(spec.name)) addCollection(store, spec.name).indexes.push(...newIndexes(spec))
    }
    return store
  } catch (error) {
    await journal.close()
    throw error
  }
}

/** One document read at the start. It is not kept decoded: most of a large shop is not asked for soon. */
function readEntry(collection: Collection, number: number, doc: Doc, listed: Map<Index, Listed[]>): void {
  const entry: Entry = { ...newEntry(number, doc, FIRST_VERSION), doc: undefined }
  collection.entries.set(entry.key, entry)
  for (const index of collection.indexes) {
    const notes = listed.get(index) ?? []
    listed.set(index, notes)
    noteEntry(collection, index, entry, doc, notes)
  }
}

function newEntry(number: number, doc: Doc, version: number): Entry {
  return { number, key: idKey(doc['_id']), version, doc, wire: undefined, warmSize: 0, isUsed: false, wasRead: false }
}

function register(collections: Map<string, Collection>, name: string): Collection {
  const number = collections.size
  const collection: Collection = { name, number, entries: new Map(), indexes: [], past: [], locks: new Map() }
  collections.set(name, collection)
  return collection
}

function newIndexes({ name, indexes }: CollectionSpec): Index[] {
  if (indexes.length > MAX_INDEXES) throw invalidParam(`${name}: at most ${MAX_INDEXES} indexes`)
  return indexes.map((spec) => newIndex(name, spec))
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
  return register(store.collections, name)
}

function newIndex(collection: string, { name, unique, keys }: IndexSpec): Index {
  if (keys.length === 0 || keys.length > MAX_INDEX_FIELDS) {
    throw invalidParam(`index ${name} of ${collection}: 1 to ${MAX_INDEX_FIELDS} fields`)
  }
  const entries = createOrderedMap<Entry>()
  return {
    name,
    isUnique: unique === true,
    fields: keyFields(keys),
    entries,
    arrayPaths: new Set(),
    reserved: new Map(),
  }
}

/** The index on `_id` exists in every collection, but costs memory: it is built when a query first needs order or a range. */
export function idIndex(store: Store, collection: Collection): Index {
  const known = collection.indexes.find((index) => index.name === ID_INDEX.name)
  if (known) return known
  const index = newIndex(collection.name, ID_INDEX)
  const listed: Listed[] = []
  for (const entry of collection.entries.values()) noteEntry(collection, index, entry, docOf(store, entry), listed)
  fillIndex(collection, index, listed, (entry) => docOf(store, entry))
  collection.indexes.push(index)
  return index
}

const ID_INDEX: IndexSpec = { name: '_id_', keys: [['_id', 1]] }

/** The content of a document. It is shared: whoever wants to change it changes a copy. */
export function docOf(store: Store, entry: Entry): Doc {
  entry.isUsed = true
  if (entry.doc) return entry.doc
  const text = store.journal.read(entry.number)
  const doc = decodeStored(text)
  entry.doc = doc
  store.warm.keepRead(entry, text.length)
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
  const entry = newEntry(store.journal.nextNumber(), doc, store.version)
  collection.entries.set(entry.key, entry)
  collection.indexes.forEach((index, at) => listEntry(index, listed[at] as string[], entry))
  store.journal.put(entry.number, collection.number, text, true)
  store.warm.keepWritten(entry, text.length)
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
