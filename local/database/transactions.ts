import { randomBytes } from 'node:crypto'
import { transactionConflict, transactionMissing, type WriteKind } from './errors'
import type { Finder } from './find'
import { TRANSACTION_LIFE_MS } from './limits'
import { sortRows } from './sorting'
import { duplicateOf, HIGH, keysOf, type Collection, type Entry, type IdKey, type Store } from './store'
import type { Doc } from './values'

/**
 * Transactions with a snapshot: reads see the state at the first operation plus the transaction's own writes. The first
 * writer of a document holds it; the second one's operation conflicts, which ends the second transaction at once.
 */
export interface Transaction {
  id: string
  startedAt: number
  /** The store's version at the first operation. */
  snapshot: number | undefined
  /** What this transaction wrote: the new content, or undefined for a removed document. */
  writes: Map<Collection, Map<IdKey, Doc | undefined>>
  ended: Promise<void>
  end(): void
}

export interface Transactions {
  start(): string
  /** The open transaction, its snapshot taken. Refuses one that has ended or is older than 30 s. */
  use(id: unknown): Transaction
  commit(id: unknown): void
  abort(id: unknown): void
  /** The open transaction that holds this document, after ending it if its time is over. */
  holder(lock: object | undefined): Transaction | undefined
  read(transaction: Transaction, collection: Collection, key: IdKey): Doc | undefined
  finder(transaction: Transaction): Finder
  write(transaction: Transaction, collection: Collection, key: IdKey, doc: Doc | undefined, kind: WriteKind): void
  /** Ends the transaction and rethrows: after any refused write the server has rolled back. */
  fail(transaction: Transaction, error: unknown): never
}

/** The transactions of one store. `now` is the cloud's clock, which decides when one has outlived its time. */
export function createTransactions(
  store: Store,
  find: { visible: (isVisible: (entry: Entry) => boolean) => Finder },
  now: () => number,
): Transactions {
  const open = new Map<string, Transaction>()

  function start(): string {
    expireOld()
    let end: () => void = () => undefined
    const ended = new Promise<void>((resolve) => (end = resolve))
    const id = randomBytes(16).toString('hex')
    open.set(id, { id, startedAt: now(), snapshot: undefined, writes: new Map(), ended, end })
    return id
  }

  function isExpired(transaction: Transaction): boolean {
    return now() - transaction.startedAt >= TRANSACTION_LIFE_MS
  }

  function expireOld(): void {
    for (const transaction of open.values()) if (isExpired(transaction)) finish(transaction)
  }

  function use(id: unknown): Transaction {
    const transaction = alive(id)
    if (transaction.snapshot === undefined) {
      transaction.snapshot = store.version()
      store.keepPast(true)
    }
    return transaction
  }

  function alive(id: unknown): Transaction {
    const transaction = open.get(id as string)
    if (transaction && !isExpired(transaction)) return transaction
    if (transaction) finish(transaction)
    throw transactionMissing()
  }

  /** Releases everything the transaction holds. */
  function finish(transaction: Transaction): void {
    open.delete(transaction.id)
    for (const [collection, writes] of transaction.writes) {
      for (const key of writes.keys()) collection.locks.delete(key)
      for (const index of collection.indexes) {
        for (const [key, owner] of index.reserved) if (owner === transaction) index.reserved.delete(key)
      }
    }
    if (![...open.values()].some((other) => other.snapshot !== undefined)) store.keepPast(false)
    transaction.end()
  }

  function commit(id: unknown): void {
    const transaction = alive(id)
    // nothing can refuse here: documents and unique keys have been held since they were written
    finish(transaction)
    for (const [collection, writes] of transaction.writes) {
      for (const [key, doc] of writes) {
        const entry = collection.entries.get(key)
        if (doc && entry) store.replace(collection, entry, doc)
        else if (doc) store.insert(collection, doc)
        else if (entry) store.remove(collection, entry)
      }
    }
  }

  function abort(id: unknown): void {
    finish(alive(id))
  }

  function fail(transaction: Transaction, error: unknown): never {
    if (open.has(transaction.id)) finish(transaction)
    throw error
  }

  function holder(lock: object | undefined): Transaction | undefined {
    const transaction = lock as Transaction | undefined
    if (!transaction || !isExpired(transaction)) return transaction
    finish(transaction)
    return undefined
  }

  function isVisible(transaction: Transaction): (entry: Entry) => boolean {
    const snapshot = transaction.snapshot as number
    return (entry) => entry.version <= snapshot
  }

  /** Versions that were current at the snapshot and have been changed or removed since. */
  function pastOf(transaction: Transaction, collection: Collection): Entry[] {
    const snapshot = transaction.snapshot as number
    return collection.past.filter((entry) => entry.version <= snapshot && entry.until > snapshot)
  }

  function read(transaction: Transaction, collection: Collection, key: IdKey): Doc | undefined {
    const writes = transaction.writes.get(collection)
    if (writes?.has(key)) return writes.get(key)
    const entry = collection.entries.get(key)
    if (entry && isVisible(transaction)(entry)) return store.docOf(entry)
    return pastOf(transaction, collection).find((past) => past.key === key)?.doc
  }

  function finder(transaction: Transaction): Finder {
    const committed = find.visible(isVisible(transaction))
    return (collection, query, options) => {
      const writes = transaction.writes.get(collection)
      const past = pastOf(transaction, collection)
      if (!writes && past.length === 0) return committed(collection, query, options)
      const rows = [
        ...committed(collection, query, { sort: [], skip: 0, limit: Infinity }),
        ...past.filter((entry) => query.test(store.docOf(entry))),
      ]
      const untouched = rows.filter((entry) => !writes?.has(entry.key))
      const own = ownRows(writes).filter((entry) => query.test(store.docOf(entry)))
      const sorted = sortRows([...untouched, ...own], options.sort, store.docOf)
      return sorted.slice(options.skip, options.skip + options.limit)
    }
  }

  function refuseConflict(transaction: Transaction, collection: Collection, key: IdKey): void {
    const lock = holder(collection.locks.get(key))
    if (lock && lock !== transaction) throw transactionConflict()
    const entry = collection.entries.get(key)
    const isChanged = entry
      ? !isVisible(transaction)(entry)
      : pastOf(transaction, collection).some((past) => past.key === key)
    if (isChanged) throw transactionConflict()
  }

  function reserveKeys(transaction: Transaction, collection: Collection, key: IdKey, doc: Doc, kind: WriteKind): void {
    const writes = transaction.writes.get(collection)
    for (const index of collection.indexes.filter((each) => each.isUnique)) {
      for (const indexKey of keysOf(collection, index, doc)) {
        const owner = holder(index.reserved.get(indexKey))
        if (owner && owner !== transaction) throw transactionConflict()
        index.entries.scan(indexKey, indexKey + HIGH, false, (entry) => {
          if (entry.key === key || writes?.has(entry.key)) return false
          throw isVisible(transaction)(entry) ? duplicateOf(collection, index, doc, kind) : transactionConflict()
        })
        for (const [otherKey, other] of writes ?? []) {
          if (otherKey !== key && other && keysOf(collection, index, other).includes(indexKey))
            throw duplicateOf(collection, index, doc, kind)
        }
        index.reserved.set(indexKey, transaction)
      }
    }
  }

  function write(
    transaction: Transaction,
    collection: Collection,
    key: IdKey,
    doc: Doc | undefined,
    kind: WriteKind,
  ): void {
    refuseConflict(transaction, collection, key)
    const writes = transaction.writes.get(collection) ?? new Map<IdKey, Doc | undefined>()
    transaction.writes.set(collection, writes)
    if (doc) reserveKeys(transaction, collection, key, doc, kind)
    collection.locks.set(key, transaction)
    writes.set(key, doc)
  }

  return { start, use, commit, abort, holder, read, finder, write, fail }
}

/** The transaction's own documents, in the shape of stored ones. */
function ownRows(writes: Map<IdKey, Doc | undefined> | undefined): Entry[] {
  const rows: Entry[] = []
  for (const [key, doc] of writes ?? []) {
    if (doc) rows.push({ number: 0, key, version: 0, doc, wire: undefined, size: 0, isUsed: true })
  }
  return rows
}
