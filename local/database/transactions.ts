import { randomBytes } from 'node:crypto'
import type { Collection, IdKey } from './collection'
import { transactionMissing } from './errors'
import { TRANSACTION_LIFE_MS } from './limits'
import { insertEntry, keepPast, removeEntry, replaceEntry, type Store } from './store'
import type { Doc } from './values'

/**
 * The life of transactions. A snapshot is taken at the first operation; what is written is held (documents and unique
 * keys) until the end, so that a commit cannot be refused and applies in one piece.
 */
export interface Transaction {
  id: string
  startedAt: number
  /** The store's version at the first operation. */
  snapshot: number
  /** What this transaction wrote: the new content, or undefined for a removed document. */
  writes: Map<Collection, Map<IdKey, Doc | undefined>>
  ended: Promise<void>
  end(): void
}

export interface Transactions {
  start(): string
  /** The open transaction, its snapshot taken. Refuses one that has ended or is older than 30 s. */
  use(id: unknown): Transaction
  /** Applies all its writes to memory; durable with the store's next flush. */
  commit(id: unknown): void
  abort(id: unknown): void
  /** Ends it if it is still open, dropping what it wrote. */
  drop(transaction: Transaction): void
  /** The open transaction behind a lock, after ending one whose time is over. */
  holder(lock: object | undefined): Transaction | undefined
}

const NOT_READ = -1

/** The transactions of one store. `now` is the cloud's clock, which decides when one has outlived its time. */
export function createTransactions(store: Store, now: () => number): Transactions {
  const open = new Map<string, Transaction>()
  const isExpired = ({ startedAt }: Transaction) => now() - startedAt >= TRANSACTION_LIFE_MS

  function drop(transaction: Transaction): void {
    if (!open.delete(transaction.id)) return
    releaseHeld(transaction)
    if (![...open.values()].some(({ snapshot }) => snapshot !== NOT_READ)) keepPast(store, false)
    transaction.end()
  }

  function alive(id: unknown): Transaction {
    const transaction = open.get(id as string)
    if (transaction && !isExpired(transaction)) return transaction
    if (transaction) drop(transaction)
    throw transactionMissing()
  }

  return {
    drop,
    start() {
      for (const transaction of open.values()) if (isExpired(transaction)) drop(transaction)
      const transaction = newTransaction(now())
      open.set(transaction.id, transaction)
      return transaction.id
    },
    use(id) {
      const transaction = alive(id)
      if (transaction.snapshot === NOT_READ) {
        transaction.snapshot = store.version
        keepPast(store, true)
      }
      return transaction
    },
    commit(id) {
      const transaction = alive(id)
      // the past of these writes is for the others only
      drop(transaction)
      applyWrites(store, transaction)
    },
    abort: (id) => drop(alive(id)),
    holder(lock) {
      const transaction = lock as Transaction | undefined
      if (!transaction || !isExpired(transaction)) return transaction
      drop(transaction)
      return undefined
    },
  }
}

function newTransaction(startedAt: number): Transaction {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (end = resolve))
  return { id: randomBytes(16).toString('hex'), startedAt, snapshot: NOT_READ, writes: new Map(), ended, end }
}

function releaseHeld(transaction: Transaction): void {
  for (const [collection, writes] of transaction.writes) {
    for (const key of writes.keys()) if (collection.locks.get(key) === transaction) collection.locks.delete(key)
    for (const { reserved } of collection.indexes) {
      for (const [key, owner] of reserved) if (owner === transaction) reserved.delete(key)
    }
  }
}

function applyWrites(store: Store, transaction: Transaction): void {
  for (const [collection, writes] of transaction.writes) {
    for (const [key, doc] of writes) {
      const entry = collection.entries.get(key)
      if (doc && entry) replaceEntry(store, collection, entry, doc)
      else if (doc) insertEntry(store, collection, doc)
      else if (entry) removeEntry(store, collection, entry)
    }
  }
}
