import { clashOf, duplicateOf, ID_UNIQUE, idKey, keysOf, type Collection, type Entry } from './collection'
import { checkNames, prepareDocument, seedOf } from './documents'
import { lockedTooLong, type WriteKind } from './errors'
import { ALL, type FindOptions, type Finder } from './find'
import { LOCK_WAIT_MS } from './limits'
import type { CompiledQuery } from './query'
import type { SnapshotView } from './snapshot'
import { docOf, insertEntry, removeEntry, replaceEntry, type Store } from './store'
import type { Transaction, Transactions } from './transactions'
import type { Update } from './update'
import type { Doc } from './values'

/** Insert, change, remove: the same requests for plain writes and inside a transaction. */
export interface Writer {
  insert(collection: Collection, docs: Doc[]): Promise<unknown[]>
  /** Counts the matched documents, as the real service does, and gives the last one's new content. */
  update(collection: Collection, query: CompiledQuery, request: UpdateRequest): Promise<Updated>
  remove(collection: Collection, query: CompiledQuery, isMulti: boolean): Promise<number>
}

export interface UpdateRequest {
  update: Update
  isMulti: boolean
  isUpsert: boolean
  now: number
}

export interface Updated {
  matched: number
  upsertedId: unknown
  doc: Doc | undefined
}

const FIRST: FindOptions = { ...ALL, limit: 1 }

function changed(request: UpdateRequest, query: CompiledQuery, doc: Doc): Doc {
  const after = request.update(doc, { now: request.now, condition: query.condition, isInsert: false })
  checkNames(after)
  return after
}

function upserted({ update, now }: UpdateRequest, { condition }: CompiledQuery): Doc {
  return prepareDocument(update(seedOf(condition), { now, condition, isInsert: true }), now)
}

/** Writes inside a transaction. They reach the store with the commit; a refused one ends the transaction, as on the server. */
export function transactionWriter(store: Store, view: SnapshotView, drop: () => void): Writer {
  async function orDrop<T>(run: () => T): Promise<T> {
    try {
      return run()
    } catch (error) {
      drop()
      throw error
    }
  }

  function insertOne(collection: Collection, doc: Doc): unknown {
    const key = idKey(doc['_id'])
    if (view.read(collection, key)) throw duplicateOf(collection, ID_UNIQUE, doc, 'Insert')
    view.write(collection, key, doc, 'Insert')
    return doc['_id']
  }

  function updateRows(collection: Collection, query: CompiledQuery, request: UpdateRequest): Updated {
    const rows = view.find(collection, query, request.isMulti ? ALL : FIRST)
    if (rows.length === 0 && request.isUpsert) {
      const doc = upserted(request, query)
      return { matched: 0, upsertedId: insertOne(collection, doc), doc }
    }
    let doc: Doc | undefined
    for (const row of rows) {
      doc = changed(request, query, docOf(store, row))
      view.write(collection, row.key, doc, 'Update')
    }
    return { matched: rows.length, upsertedId: null, doc }
  }

  function removeRows(collection: Collection, query: CompiledQuery, isMulti: boolean): number {
    const rows = view.find(collection, query, isMulti ? ALL : FIRST)
    for (const row of rows) view.write(collection, row.key, undefined, 'Update')
    return rows.length
  }

  return {
    insert: (collection, docs) => orDrop(() => docs.map((doc) => insertOne(collection, doc))),
    update: (collection, query, request) => orDrop(() => updateRows(collection, query, request)),
    remove: (collection, query, isMulti) => orDrop(() => removeRows(collection, query, isMulti)),
  }
}

/** Refuses (by throwing) when an open transaction is behind the lock; then the whole write is tried again later. */
type Claim = (lock: object | undefined) => void

/** Plain writes: in memory at once, on disk when the promise resolves. They wait for what an open transaction holds. */
export function plainWriter(store: Store, transactions: Transactions, find: Finder): Writer {
  const whenFree = waiter(store, transactions)
  return {
    insert: (collection, docs) => whenFree((claim) => insertDocs(store, collection, docs, claim)),
    update: (collection, query, request) =>
      whenFree((claim) => updateRows(store, find, collection, query, request, claim)),
    remove: (collection, query, isMulti) =>
      whenFree((claim) => {
        const rows = find(collection, query, isMulti ? ALL : FIRST)
        for (const row of rows) claim(collection.locks.get(row.key))
        for (const row of rows) removeEntry(store, collection, row)
        return rows.length
      }),
  }
}

const HELD = new Error('held by a transaction')

/** The cloud's clock may be moved by hand, so a holder's end of life is looked for, not only waited for. */
const POLL_MS = 50

/** Runs a write when nothing it needs is held. `run` must change nothing before all its claims went through. */
function waiter(store: Store, transactions: Transactions): <T>(run: (claim: Claim) => T) => Promise<T> {
  return async (run) => {
    const deadline = performance.now() + LOCK_WAIT_MS
    for (;;) {
      let holder: Transaction | undefined
      try {
        return await durably(store, () =>
          run((lock) => {
            holder = lock && transactions.holder(lock)
            if (holder) throw HELD
          }),
        )
      } catch (error) {
        if (error !== HELD) throw error
      }
      if (performance.now() > deadline) throw lockedTooLong()
      await Promise.race([holder?.ended, new Promise((resolve) => setTimeout(resolve, POLL_MS))])
    }
  }
}

/** What was written before an error stays, as in MongoDB, so it too is on disk before the error is answered. */
async function durably<T>(store: Store, run: () => T): Promise<T> {
  try {
    return run()
  } finally {
    await store.journal.flushed()
  }
}

function insertDocs(store: Store, collection: Collection, docs: Doc[], claim: Claim): unknown[] {
  for (const doc of docs) {
    claim(collection.locks.get(idKey(doc['_id'])))
    claimKeys(claim, collection, doc, undefined)
  }
  return docs.map((doc) => {
    if (collection.entries.has(idKey(doc['_id']))) throw duplicateOf(collection, ID_UNIQUE, doc, 'Insert')
    refuseClash(collection, doc, undefined, 'Insert')
    insertEntry(store, collection, doc)
    return doc['_id']
  })
}

function updateRows(
  store: Store,
  find: Finder,
  collection: Collection,
  query: CompiledQuery,
  request: UpdateRequest,
  claim: Claim,
): Updated {
  const rows = find(collection, query, request.isMulti ? ALL : FIRST)
  if (rows.length === 0 && request.isUpsert) {
    const doc = upserted(request, query)
    return { matched: 0, upsertedId: insertDocs(store, collection, [doc], claim)[0], doc }
  }
  for (const row of rows) claim(collection.locks.get(row.key))
  const changes = rows.map((entry) => ({ entry, doc: changed(request, query, docOf(store, entry)) }))
  for (const { entry, doc } of changes) claimKeys(claim, collection, doc, entry)
  for (const { entry, doc } of changes) {
    refuseClash(collection, doc, entry, 'Update')
    replaceEntry(store, collection, entry, doc)
  }
  return { matched: rows.length, upsertedId: null, doc: changes.at(-1)?.doc }
}

/** Unique keys that a transaction has taken, and documents in the way that a transaction may be about to move. */
function claimKeys(claim: Claim, collection: Collection, doc: Doc, self: Entry | undefined): void {
  if (collection.locks.size === 0) return
  for (const index of collection.indexes) {
    if (!index.isUnique) continue
    for (const key of keysOf(collection, index, doc)) {
      claim(index.reserved.get(key))
      const clash = clashOf(index, key, self)
      if (clash) claim(collection.locks.get(clash.key))
    }
  }
}

function refuseClash(collection: Collection, doc: Doc, self: Entry | undefined, kind: WriteKind): void {
  for (const index of collection.indexes) {
    if (!index.isUnique) continue
    for (const key of keysOf(collection, index, doc)) {
      if (clashOf(index, key, self)) throw duplicateOf(collection, index, doc, kind)
    }
  }
}
