import { createAggregation, readStages } from './aggregate'
import { decodeRequest, encodeWire } from './codec'
import { invalidParam, isRefusal } from './errors'
import { ALL, createFinder, type FindOptions, type Finder, type ReportUnindexed } from './find'
import { DEFAULT_LIMIT, MAX_LIMIT } from './limits'
import { compileProjection } from './projection'
import { compileQuery, type CompiledQuery } from './query'
import { compileSort } from './sorting'
import type { Entry, Store } from './store'
import { createTransactions } from './transactions'
import { compileUpdate, replacement } from './update'
import { ObjectId } from './values'
import { plainWriter, prepareDocument, transactionWriter, type Writer } from './writes'

/** The JSON body of a reply: data, or code and message; always a request id. */
export type AdminReply = Record<string, unknown>

export type Params = Record<string, unknown>

type Action = (params: Params) => Promise<Record<string, unknown>> | Record<string, unknown>

export type Send = (action: string, params: Params) => Promise<AdminReply>

let requests = 0
const requestPrefix = Math.floor(Math.random() * 2 ** 32)
  .toString(16)
  .padStart(8, '0')

function requestId(): string {
  return requestPrefix + (++requests).toString(16).padStart(8, '0')
}

/** The `database.*` actions over one store. What is refused becomes a reply with a code; nothing is thrown. */
export function createActions(store: Store, now: () => number, report: ReportUnindexed): Send {
  const find = createFinder(store, report)
  const transactions = createTransactions(store, find, now)
  const plain = plainWriter(transactions, store, find)
  const aggregate = createAggregation(store, find)

  const decode = (text: unknown, what: string) => decodeRequest(text, now(), what)

  /** An absent or empty query means everything, as the SDK sends it for a collection without `where`. */
  function readQuery({ query }: Params): CompiledQuery {
    return compileQuery(query === undefined || query === null || query === '' ? {} : decode(query, 'query'))
  }

  function finderFor({ transactionId }: Params): Finder {
    return transactionId === undefined ? find : transactions.finder(transactions.use(transactionId))
  }

  function writerFor({ transactionId }: Params): Writer {
    return transactionId === undefined ? plain : transactionWriter(transactions, store, transactions.use(transactionId))
  }

  function readOptions({ queryType, order, offset, limit }: Params): FindOptions {
    if (queryType === 'DOC') return { ...ALL, limit: 1 }
    const asked = count(limit, 'limit')
    return {
      sort: order === undefined ? [] : compileSort(decode(order, 'order')),
      skip: count(offset, 'offset'),
      limit: asked === 0 ? DEFAULT_LIMIT : Math.min(asked, MAX_LIMIT),
    }
  }

  function render(entries: Entry[], projection: unknown, query: CompiledQuery): string[] {
    if (projection === undefined) return entries.map(store.wireOf)
    const project = compileProjection(decode(projection, 'projection'))
    return entries.map((entry) => encodeWire(project(store.docOf(entry), query.condition)))
  }

  const actions: Record<string, Action> = {
    'database.insertDocument': async (params) => {
      const { data } = params
      if (!Array.isArray(data)) throw invalidParam('data must be an array of EJSON strings')
      const collection = store.collection(params['collectionName'])
      const docs = data.map((text: unknown) => prepareDocument(decode(text, 'data')))
      const ids = await writerFor(params).insert(collection, docs)
      return { data: { insertedIds: ids.map(plainId) } }
    },

    'database.getDocument': (params) => {
      const collection = store.collection(params['collectionName'])
      const query = readQuery(params)
      const entries = finderFor(params)(collection, query, readOptions(params))
      return { data: { list: render(entries, params['projection'], query) } }
    },

    'database.calculateDocument': (params) => {
      const collection = store.collection(params['collectionName'])
      const query = readQuery(params)
      return { data: { total: query.isEmpty ? collection.entries.size : find(collection, query, ALL).length } }
    },

    'database.modifyDocument': async (params) => {
      const collection = store.collection(params['collectionName'])
      const data = decode(params['data'], 'data')
      const request = {
        update: params['merge'] === false ? replacement(data) : compileUpdate(data),
        isMulti: params['multi'] === true,
        isUpsert: params['upsert'] === true,
        now: now(),
      }
      const { matched, upsertedId } = await writerFor(params).update(collection, readQuery(params), request)
      return { data: { updated: matched, upsert_id: plainId(upsertedId) } }
    },

    'database.modifyAndReturnDoc': async (params) => {
      const collection = store.collection(params['collectionName'])
      const request = {
        update: compileUpdate(decode(params['data'], 'data')),
        isMulti: false,
        isUpsert: false,
        now: now(),
      }
      const { matched, doc } = await writerFor(params).update(collection, readQuery(params), request)
      return { data: { updated: matched, doc: doc ? encodeWire(doc) : null } }
    },

    'database.removeDocument': async (params) => {
      const collection = store.collection(params['collectionName'])
      const deleted = await writerFor(params).remove(collection, readQuery(params), params['multi'] === true)
      return { data: { deleted } }
    },

    'database.aggregateDocuments': (params) => {
      const collection = store.collection(params['collectionName'])
      const rows = aggregate(collection, readStages(params['stages'], decode), now())
      return { data: { list: rows.map(encodeWire) } }
    },

    'database.addCollection': async ({ collectionName }) => {
      store.addCollection(collectionName)
      await store.durable()
      return {}
    },

    'database.startTransaction': () => ({ transactionId: transactions.start() }),

    'database.commitTransaction': async ({ transactionId }) => {
      transactions.commit(transactionId)
      await store.durable()
      return {}
    },

    'database.abortTransaction': ({ transactionId }) => {
      transactions.abort(transactionId)
      return {}
    },
  }

  return async (name, params) => {
    const id = requestId()
    try {
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined
      if (!action) throw invalidParam(`unknown action: ${name}`)
      return { requestId: id, ...(await action(params)) }
    } catch (error) {
      return { requestId: id, ...failure(error) }
    }
  }
}

function failure(error: unknown): { code: string; message: string } {
  if (isRefusal(error)) return { code: error.refusal, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'SYS_ERR', message: `[InternalError] ${message}` }
}

function count(value: unknown, name: string): number {
  if (value === undefined || value === null) return 0
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
    throw invalidParam(`${name} must be a whole number of at least 0`)
  return value
}

/** Ids travel as plain JSON. */
function plainId(id: unknown): unknown {
  return id instanceof ObjectId ? id.hex : id
}
