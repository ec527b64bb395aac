import { duplicateOf, HIGH, keysOf, type Collection, type Entry, type IdKey, type Index } from './collection'
import { transactionConflict, type WriteKind } from './errors'
import { ALL, type Finder } from './find'
import { sortRows } from './sorting'
import { docOf, type Store } from './store'
import type { Transaction, Transactions } from './transactions'
import type { Doc } from './values'

/** What one transaction sees and may write: its snapshot, its own writes above it, and the conflicts with all others. */
export interface SnapshotView {
  read(collection: Collection, key: IdKey): Doc | undefined
  find: Finder
  /** Writes a document (undefined removes it). Refuses what another one holds or has changed since the snapshot. */
  write(collection: Collection, key: IdKey, doc: Doc | undefined, kind: WriteKind): void
}

/** `findVisible` gives a finder over the committed documents that pass a test. */
export function snapshotView(
  store: Store,
  transactions: Transactions,
  transaction: Transaction,
  findVisible: (isVisible: (entry: Entry) => boolean) => Finder,
): SnapshotView {
  const { snapshot } = transaction
  const isVisible = (entry: Entry) => entry.version <= snapshot
  const findCommitted = findVisible(isVisible)
  const content = (entry: Entry) => docOf(store, entry)

  /** Versions that were current at the snapshot and have been changed or removed since. */
  const pastOf = ({ past }: Collection): Entry[] => past.filter((entry) => isVisible(entry) && entry.until > snapshot)

  function read(collection: Collection, key: IdKey): Doc | undefined {
    const writes = transaction.writes.get(collection)
    if (writes?.has(key)) return writes.get(key)
    const entry = collection.entries.get(key)
    if (entry && isVisible(entry)) return content(entry)
    return pastOf(collection).find((past) => past.key === key)?.doc
  }

  const find: Finder = (collection, query, options) => {
    const writes = transaction.writes.get(collection)
    const past = pastOf(collection)
    if (!writes && past.length === 0) return findCommitted(collection, query, options)
    const matching = (entry: Entry) => query.test(content(entry))
    const committed = [...findCommitted(collection, query, ALL), ...past.filter(matching)]
    const rows = [...committed.filter((entry) => !writes?.has(entry.key)), ...ownRows(writes).filter(matching)]
    return sortRows(rows, options.sort, content).slice(options.skip, options.skip + options.limit)
  }

  function refuseConflict(collection: Collection, key: IdKey): void {
    const owner = transactions.holder(collection.locks.get(key))
    if (owner && owner !== transaction) throw transactionConflict()
    const entry = collection.entries.get(key)
    const isChanged = entry ? !isVisible(entry) : pastOf(collection).some((past) => past.key === key)
    if (isChanged) throw transactionConflict()
  }

  function reserve(
    collection: Collection,
    index: Index,
    indexKey: string,
    key: IdKey,
    doc: Doc,
    kind: WriteKind,
  ): void {
    const owner = transactions.holder(index.reserved.get(indexKey))
    if (owner && owner !== transaction) throw transactionConflict()
    const writes = transaction.writes.get(collection)
    index.entries.scan(indexKey, indexKey + HIGH, false, (entry) => {
      if (entry.key === key || writes?.has(entry.key)) return false
      throw isVisible(entry) ? duplicateOf(collection, index, doc, kind) : transactionConflict()
    })
    for (const [otherKey, other] of writes ?? []) {
      const isTaken = otherKey !== key && other && keysOf(collection, index, other).includes(indexKey)
      if (isTaken) throw duplicateOf(collection, index, doc, kind)
    }
    index.reserved.set(indexKey, transaction)
  }

  function write(collection: Collection, key: IdKey, doc: Doc | undefined, kind: WriteKind): void {
    refuseConflict(collection, key)
    const writes = transaction.writes.get(collection) ?? new Map<IdKey, Doc | undefined>()
    transaction.writes.set(collection, writes)
    for (const index of doc ? collection.indexes : []) {
      if (!index.isUnique) continue
      for (const indexKey of keysOf(collection, index, doc as Doc))
        reserve(collection, index, indexKey, key, doc as Doc, kind)
    }
    collection.locks.set(key, transaction)
    writes.set(key, doc)
  }

  return { read, find, write }
}

/** The transaction's own documents, in the shape of stored ones. */
function ownRows(writes: Map<IdKey, Doc | undefined> | undefined): Entry[] {
  const rows: Entry[] = []
  for (const [key, doc] of writes ?? []) {
    if (doc) rows.push({ number: 0, key, version: 0, doc, wire: undefined, warmSize: 0, isUsed: true, wasRead: true })
  }
  return rows
}
