import { createAggregation } from './aggregate'
import { decodeRequest, encodeWire } from './codec'
import type { Entry } from './collection'
import { prepareDocument } from './documents'
import { invalidParam, isRefusal } from './errors'
import { ALL, createFinder } from './find'
import { readStages } from './pipeline-stages'
import { compileProjection } from './projection'
import type { CompiledQuery } from './query'
import { readFindOptions, readQuery, type Decode, type Params } from './requests'
import { snapshotView, type SnapshotView } from './snapshot'
import { addCollection, collectionOf, docOf, wireOf, type Store } from './store'
import { createTransactions } from './transactions'
import type { ReportUnindexed } from './unindexed'
import { compileUpdate, replacement } from './update'
import { ObjectId } from './values'
import { plainWriter, transactionWriter, type Writer } from './writes'

/** The JSON body of a reply: data, or code and message; always a request id. */
export type AdminReply = Record<string, unknown>

export type Send = (action: string, params: Params) => Promise<AdminReply>

type Action = (params: Params, decode: Decode) => Promise<AdminReply> | AdminReply

let requests = 0
const requestPrefix = hex(Math.floor(Math.random() * 2 ** 32))

function hex(word: number): string {
  return word.toString(16).padStart(8, '0')
}

/** The `database.*` actions over one store. What is refused becomes a reply with a code; nothing is thrown. */
export function createActions(store: Store, now: () => number, report: ReportUnindexed): Send {
  const find = createFinder(store, report)
  const transactions = createTransactions(store, now)
  const plain = plainWriter(store, transactions, find)
  const aggregate = createAggregation(store, find)

  function viewOf(id: unknown): SnapshotView {
    return snapshotView(store, transactions, transactions.use(id), (isVisible) =>
      createFinder(store, report, isVisible),
    )
  }

  function writerFor({ transactionId }: Params): Writer {
    if (transactionId === undefined) return plain
    const transaction = transactions.use(transactionId)
    return transactionWriter(store, viewOf(transactionId), () => transactions.drop(transaction))
  }

  function render(entries: Entry[], query: CompiledQuery, projection: unknown): string[] {
    if (projection === undefined) return entries.map((entry) => wireOf(store, entry))
    const project = compileProjection(projection)
    return entries.map((entry) => encodeWire(project(docOf(store, entry), query.condition)))
  }

  const actions: Record<string, Action> = {
    'database.insertDocument': async (params, decode) => {
      const { data } = params
      if (!Array.isArray(data)) throw invalidParam('data must be an array of EJSON strings')
      const collection = collectionOf(store, params['collectionName'])
      const docs = data.map((text: unknown) => prepareDocument(decode(text, 'data'), now()))
      const ids = await writerFor(params).insert(collection, docs)
      return { data: { insertedIds: ids.map(plainId) } }
    },

    'database.getDocument': (params, decode) => {
      const { transactionId, projection } = params
      const collection = collectionOf(store, params['collectionName'])
      const query = readQuery(params, decode)
      const finder = transactionId === undefined ? find : viewOf(transactionId).find
      const entries = finder(collection, query, readFindOptions(params, decode))
      const fields = projection === undefined ? undefined : decode(projection, 'projection')
      return { data: { list: render(entries, query, fields) } }
    },

    'database.calculateDocument': (params, decode) => {
      const collection = collectionOf(store, params['collectionName'])
      const query = readQuery(params, decode)
      return { data: { total: query.isEmpty ? collection.entries.size : find(collection, query, ALL).length } }
    },

    'database.modifyDocument': async (params, decode) => {
      const collection = collectionOf(store, params['collectionName'])
      const data = decode(params['data'], 'data')
      const update = params['merge'] === false ? replacement(data) : compileUpdate(data)
      const request = { update, isMulti: params['multi'] === true, isUpsert: params['upsert'] === true, now: now() }
      const { matched, upsertedId } = await writerFor(params).update(collection, readQuery(params, decode), request)
      return { data: { updated: matched, upsert_id: plainId(upsertedId) } }
    },

    'database.modifyAndReturnDoc': async (params, decode) => {
      const collection = collectionOf(store, params['collectionName'])
      const update = compileUpdate(decode(params['data'], 'data'))
      const request = { update, isMulti: false, isUpsert: false, now: now() }
      const { matched, doc } = await writerFor(params).update(collection, readQuery(params, decode), request)
      return { data: { updated: matched, doc: doc ? encodeWire(doc) : null } }
    },

    'database.removeDocument': async (params, decode) => {
      const collection = collectionOf(store, params['collectionName'])
      const query = readQuery(params, decode)
      return { data: { deleted: await writerFor(params).remove(collection, query, params['multi'] === true) } }
    },

    'database.aggregateDocuments': (params, decode) => {
      const collection = collectionOf(store, params['collectionName'])
      const rows = aggregate(collection, readStages(params['stages'], decode), now())
      return { data: { list: rows.map(encodeWire) } }
    },

    'database.addCollection': async ({ collectionName }) => {
      addCollection(store, collectionName)
      await store.journal.flushed()
      return {}
    },

    'database.startTransaction': () => ({ transactionId: transactions.start() }),

    'database.commitTransaction': async ({ transactionId }) => {
      transactions.commit(transactionId)
      await store.journal.flushed()
      return {}
    },

    'database.abortTransaction': ({ transactionId }) => {
      transactions.abort(transactionId)
      return {}
    },
  }

  return async (name, params) => {
    const requestId = requestPrefix + hex(++requests)
    try {
      const action = Object.hasOwn(actions, name) ? actions[name] : undefined
      if (!action) throw invalidParam(`unknown action: ${name}`)
      return { requestId, ...(await action(params, (text, what) => decodeRequest(text, now(), what))) }
    } catch (error) {
      return { requestId, ...failure(error) }
    }
  }
}

/** What is no refusal is a bug of ours or a failing disk. */
function failure(error: unknown): { code: string; message: string } {
  if (isRefusal(error)) return { code: error.refusal, message: error.message }
  return { code: 'SYS_ERR', message: `[InternalError] ${error instanceof Error ? error.message : String(error)}` }
}

/** Ids travel as plain JSON. */
function plainId(id: unknown): unknown {
  return id instanceof ObjectId ? id.hex : id
}
