import { randomBytes } from 'node:crypto'
import { lockedTooLong, requestFailed, type WriteKind } from './errors'
import { ALL, type Finder } from './find'
import { LOCK_WAIT_MS, MAX_DEPTH } from './limits'
import type { CompiledQuery } from './query'
import { duplicateOf, HIGH, idKey, keysOf, type Collection, type Entry, type Index, type Store } from './store'
import type { Transaction, Transactions } from './transactions'
import type { Update, UpdateContext } from './update'
import { isDoc, ObjectId, type Doc } from './values'

/** Insert, change, remove: alike for plain writes and inside a transaction. */
export interface Writer {
  insert(collection: Collection, docs: Doc[]): Promise<unknown[]>
  /** Counts the matched documents, as the real service does, and gives the last one's new content. */
  update(collection: Collection, query: CompiledQuery, change: UpdateRequest): Promise<Updated>
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

let idCounter = randomBytes(4).readUInt32LE()

/** An id as the real service makes them: 32 hexadecimal digits, the time first. */
function newId(): string {
  idCounter = (idCounter + 1) >>> 0
  const seconds = Math.floor(Date.now() / 1000)
  return (
    seconds.toString(16).padStart(8, '0') + randomBytes(8).toString('hex') + idCounter.toString(16).padStart(8, '0')
  )
}

/** A document ready to be stored: `_id` first, no operator names, not too deep. */
export function prepareDocument(data: unknown): Doc {
  if (!isDoc(data)) throw requestFailed('a document must be an object')
  checkNames(data, 0)
  const { _id: id = newId(), ...rest } = data
  idKey(id)
  return { _id: id, ...rest }
}

/** MongoDB stores no name that begins with `$`; a name that ends in a dot is accepted. */
export function checkNames(value: unknown, depth: number): void {
  if (
    typeof value !== 'object' ||
    value === null ||
    value instanceof Date ||
    value instanceof ObjectId ||
    value instanceof RegExp
  )
    return
  if (depth > MAX_DEPTH) throw requestFailed(`exceeded the limit of ${MAX_DEPTH} nested levels`)
  if (Array.isArray(value)) for (const element of value) checkNames(element, depth + 1)
  else {
    for (const key of Object.keys(value)) {
      if (key.startsWith('$') || key === '__proto__')
        throw requestFailed(`The dollar ($) prefixed field '${key}' is not valid for storage.`)
      checkNames((value as Doc)[key], depth + 1)
    }
  }
}

/** What an upsert starts from: the equalities of the query. */
function seedOf(condition: Doc): Doc {
  const seed: Doc = {}
  for (const [path, value] of Object.entries(condition)) {
    const isOperator = isDoc(value) && Object.keys(value).some((key) => key.startsWith('$'))
    const equal = isDoc(value) && isOperator ? value['$eq'] : value
    if (!path.startsWith('$') && !path.includes('.') && equal !== undefined && !(equal instanceof RegExp))
      seed[path] = equal
  }
  return seed
}

function contextOf(query: CompiledQuery, now: number, isInsert: boolean): UpdateContext {
  return { now, condition: query.condition, isInsert }
}

function limitOf(isMulti: boolean): typeof ALL {
  return isMulti ? ALL : { ...ALL, limit: 1 }
}

/** Writes inside a transaction. A refused write ends it, as on the server. */
export function transactionWriter(transactions: Transactions, store: Store, transaction: Transaction): Writer {
  const find = transactions.finder(transaction)

  function guarded<T>(run: () => T): Promise<T> {
    try {
      return Promise.resolve(run())
    } catch (error) {
      return transactions.fail(transaction, error)
    }
  }

  function insertOne(collection: Collection, doc: Doc): unknown {
    const key = idKey(doc['_id'])
    if (transactions.read(transaction, collection, key)) throw duplicateOf(collection, ID_FIELDS, doc, 'Insert')
    transactions.write(transaction, collection, key, doc, 'Insert')
    return doc['_id']
  }

  return {
    insert: async (collection, docs) => guarded(() => docs.map((doc) => insertOne(collection, doc))),
    update: async (collection, query, { update, isMulti, isUpsert, now }) =>
      guarded(() => {
        const rows = find(collection, query, limitOf(isMulti))
        let last: Doc | undefined
        for (const row of rows) {
          last = update(store.docOf(row), contextOf(query, now, false))
          checkNames(last, 0)
          transactions.write(transaction, collection, row.key, last, 'Update')
        }
        if (rows.length > 0 || !isUpsert) return { matched: rows.length, upsertedId: null, doc: last }
        const doc = prepareDocument(update(seedOf(query.condition), contextOf(query, now, true)))
        return { matched: 0, upsertedId: insertOne(collection, doc), doc }
      }),
    remove: async (collection, query, isMulti) =>
      guarded(() => {
        const rows = find(collection, query, limitOf(isMulti))
        for (const row of rows) transactions.write(transaction, collection, row.key, undefined, 'Update')
        return rows.length
      }),
  }
}

const ID_FIELDS = { name: '_id_', fields: [{ path: '_id', parts: ['_id'], direction: 1 as const }] }

/** Plain writes: at once and durable when the promise resolves. They wait for documents that an open transaction holds. */
export function plainWriter(transactions: Transactions, store: Store, find: Finder): Writer {
  /** Runs when nothing it needs is held. `run` changes nothing before all its `claim`s went through. */
  async function whenFree<T>(run: (claim: Claim) => T): Promise<T> {
    const deadline = performance.now() + LOCK_WAIT_MS
    for (;;) {
      let holder: Transaction | undefined
      const claim: Claim = (lock) => {
        holder ??= lock === undefined ? undefined : transactions.holder(lock)
        if (holder) throw HELD
      }
      try {
        const result = run(claim)
        await store.durable()
        return result
      } catch (error) {
        if (error !== HELD) return await failed(error)
      }
      if (performance.now() > deadline) throw lockedTooLong()
      await Promise.race([holder?.ended, pause()])
    }
  }

  /** The documents written before the failing one stay, so they too must be on disk before the error is answered. */
  async function failed(error: unknown): Promise<never> {
    await store.durable()
    throw error
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

  function insertAll(claim: Claim, collection: Collection, docs: Doc[]): unknown[] {
    for (const doc of docs) {
      claim(collection.locks.get(idKey(doc['_id'])))
      claimKeys(claim, collection, doc, undefined)
    }
    return docs.map((doc) => {
      const key = idKey(doc['_id'])
      if (collection.entries.has(key)) throw duplicateOf(collection, ID_FIELDS, doc, 'Insert')
      refuseClash(collection, doc, undefined, 'Insert')
      store.insert(collection, doc)
      return doc['_id']
    })
  }

  function updateAll(claim: Claim, collection: Collection, query: CompiledQuery, request: UpdateRequest): Updated {
    const { update, isMulti, isUpsert, now } = request
    const rows = find(collection, query, limitOf(isMulti))
    for (const row of rows) claim(collection.locks.get(row.key))
    if (rows.length === 0 && isUpsert) {
      const doc = prepareDocument(update(seedOf(query.condition), contextOf(query, now, true)))
      return { matched: 0, upsertedId: insertAll(claim, collection, [doc])[0], doc }
    }
    const changes = rows.map((entry) => ({ entry, doc: update(store.docOf(entry), contextOf(query, now, false)) }))
    for (const { entry, doc } of changes) {
      checkNames(doc, 0)
      claimKeys(claim, collection, doc, entry)
    }
    for (const { entry, doc } of changes) {
      refuseClash(collection, doc, entry, 'Update')
      store.replace(collection, entry, doc)
    }
    return { matched: rows.length, upsertedId: null, doc: changes.at(-1)?.doc }
  }

  function removeAll(claim: Claim, collection: Collection, query: CompiledQuery, isMulti: boolean): number {
    const rows = find(collection, query, limitOf(isMulti))
    for (const row of rows) claim(collection.locks.get(row.key))
    for (const row of rows) store.remove(collection, row)
    return rows.length
  }

  return {
    insert: (collection, docs) => whenFree((claim) => insertAll(claim, collection, docs)),
    update: (collection, query, request) => whenFree((claim) => updateAll(claim, collection, query, request)),
    remove: (collection, query, isMulti) => whenFree((claim) => removeAll(claim, collection, query, isMulti)),
  }
}

type Claim = (lock: object | undefined) => void

const HELD = new Error('held by a transaction')
const POLL_MS = 50

/** The cloud's clock may be moved by hand, so a holder's end of life is looked for, not only waited for. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, POLL_MS))
}

function clashOf(index: Index, key: string, self: Entry | undefined): Entry | undefined {
  let clash: Entry | undefined
  index.entries.scan(key, key + HIGH, false, (entry) => {
    if (entry !== self) clash = entry
    return clash !== undefined
  })
  return clash
}
