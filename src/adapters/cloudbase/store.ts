import { randomInt } from 'node:crypto'
import * as z from 'zod'
import type { Change, Collection, Document, Filter, Join, Query, Store, Transaction } from '../../ports/store'
import { connectDatabase, type Database, type DatabaseTransport } from './connect'
import { isConflict, isDuplicate, nameLostAnswer } from './store-errors'

/** How the store was used by one invocation: database calls, and how many of them had to wait for an earlier one. */
export interface StoreStats {
  readonly calls: number
  readonly trips: number
}

export interface OpenStoreOptions {
  readonly transport?: DatabaseTransport | undefined
  /** Marks every document that is inserted, so that the demo can be wiped (#145). */
  readonly demo?: boolean | undefined
}

const sumsSchema = z.array(z.object({ _id: z.string(), sum: z.number() }))

interface Row {
  readonly data?: unknown
}

/** The shop's documents on CloudBase, for one invocation. */
export function openStore(options: OpenStoreOptions): Store & { stats(): StoreStats } {
  const database = connectDatabase(options.transport)
  const meter = createMeter()
  const mark = <T extends Document>(document: T): T => (options.demo === true ? { ...document, demo: true } : document)
  const run = <R>(call: () => Promise<R>): Promise<R> => meter.count(call)

  return {
    stats: meter.stats,
    get: (collection, id) =>
      run(async () => parseFirst(collection, await database.collection(collection.name).doc(id).get())),
    list: (collection, query) => run(async () => parseAll(collection, await find(database, collection.name, query))),
    listJoined: (collection, query, join) =>
      run(async () => parseAll(collection, await findJoined(database, collection.name, query, join))),
    count: (collection, where) =>
      run(async () => {
        const reply = await database.collection(collection.name).options({ raw: true }).where(where).count()
        return reply.total ?? 0
      }),
    sumBy: (collection, where, { field, groupBy }) =>
      run(async () => {
        const stages = [{ $match: where }, { $group: { _id: `$${groupBy}`, sum: { $sum: `$${field}` } } }]
        const reply: Row = await database.collection(collection.name).options({ raw: true }).aggregate(stages).end()
        return new Map(sumsSchema.parse(reply.data).map((row) => [row._id, row.sum]))
      }),
    insert: (collection, document) => run(() => insert(database, collection.name, mark(document))),
    change: (collection, id, where, change) =>
      run(async () => {
        const reply = await database
          .collection(collection.name)
          .options({ raw: true })
          .where({ ...where, _id: id })
          .updateAndReturn(toUpdate(database, change))
        return reply.updated === 0 || !reply.doc ? undefined : collection.schema.parse(reply.doc)
      }),
    apply: (collection, id, where, change) =>
      run(async () => {
        const reply = await database
          .collection(collection.name)
          .options({ raw: true, multiple: false })
          .where({ ...where, _id: id })
          .update(toRawUpdate(change))
        return Number(reply.updated) > 0
      }),
    put: (collection, document) =>
      run(async () => {
        const { _id, ...fields } = mark(document)
        await database.collection(collection.name).doc(_id).set(fields)
      }),
    remove: (collection, id, where = {}) =>
      run(async () => {
        const reply = await database
          .collection(collection.name)
          .options({ raw: true })
          .where({ ...where, _id: id })
          .remove()
        return Number(reply.deleted) > 0
      }),
    transaction: (body) =>
      run(() => runTransaction(database, (handle) => body(bindTransaction(database, handle, mark)))),
  }
}

/** Counts calls, and trips: a call that starts while none is under way starts a new trip. */
function createMeter() {
  let calls = 0
  let trips = 0
  let underWay = 0
  return {
    stats: (): StoreStats => ({ calls, trips }),
    async count<R>(call: () => Promise<R>): Promise<R> {
      calls += 1
      if (underWay === 0) trips += 1
      underWay += 1
      try {
        return await call()
      } catch (error) {
        throw nameLostAnswer(error)
      } finally {
        underWay -= 1
      }
    },
  }
}

function parseAll<T extends Document>(collection: Collection<T>, reply: Row): T[] {
  const rows = Array.isArray(reply.data) ? (reply.data as unknown[]) : []
  return rows.map((row) => collection.schema.parse(row))
}

function parseFirst<T extends Document>(collection: Collection<T>, reply: Row): T | undefined {
  const row: unknown = Array.isArray(reply.data) ? reply.data[0] : reply.data
  return row === undefined || row === null ? undefined : collection.schema.parse(row)
}

function find(database: Database, name: string, query: Query): Promise<Row> {
  let request = database.collection(name).options({ raw: true }).where(toFilter(query))
  for (const [field, direction] of query.sort ?? []) request = request.orderBy(field, direction)
  if (query.omit !== undefined) request = request.field(Object.fromEntries(query.omit.map((field) => [field, false])))
  return request.limit(query.limit).get() as Promise<Row>
}

function findJoined(database: Database, name: string, query: Query, join: Join): Promise<Row> {
  const sort = Object.fromEntries((query.sort ?? []).map(([field, direction]) => [field, direction === 'asc' ? 1 : -1]))
  const stages: object[] = [{ $match: toFilter(query) }]
  if (Object.keys(sort).length > 0) stages.push({ $sort: sort })
  stages.push({ $limit: query.limit }, { $lookup: join })
  if (query.omit !== undefined) stages.push({ $project: Object.fromEntries(query.omit.map((field) => [field, 0])) })
  return database.collection(name).options({ raw: true }).aggregate(stages).end() as Promise<Row>
}

function toFilter(query: Query): Filter {
  return query.anyOf === undefined ? query.where : { ...query.where, $or: query.anyOf }
}

async function insert(database: Database, name: string, document: Document): Promise<boolean> {
  try {
    await database.collection(name).add(document)
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

const TRANSACTION_ROUNDS = 12
const LONGEST_PAUSE_MS = 400

async function runTransaction<R>(database: Database, body: (handle: TransactionHandle) => Promise<R>): Promise<R> {
  const run = () => database.runTransaction((handle: unknown) => body(handle as TransactionHandle))
  return (await repeatOnConflict(run)) as R
}

/** The SDK tries four times without a pause, which many writers of one document use up in no time; we pause and go on. */
async function repeatOnConflict<R>(run: () => Promise<R>): Promise<R> {
  for (let round = 1; ; round += 1) {
    try {
      return await run()
    } catch (error) {
      if (!isConflict(error) || round === TRANSACTION_ROUNDS) throw error
      // By chance, so that those who met now do not meet again.
      const pauseMs = randomInt(1, Math.min(LONGEST_PAUSE_MS, 25 * 2 ** round))
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** Our change in the SDK's commands. `_.set` replaces a value whole; a plain object would be merged into what is there. */
function toUpdate(database: Database, change: Change): Record<string, unknown> {
  const command = database.command
  const update: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(change.set ?? {})) update[field] = command.set(value)
  for (const [field, by] of Object.entries(change.inc ?? {})) update[field] = command.inc(by)
  for (const field of change.unset ?? []) update[field] = command.remove()
  for (const [field, values] of Object.entries(change.push ?? {})) update[field] = command.push([...values])
  return update
}

/** The same change as MongoDB writes it, for the calls that take it raw. */
function toRawUpdate({ set, inc, unset, push }: Change): Record<string, unknown> {
  const pushes = Object.entries(push ?? {}).map(([field, values]) => [field, { $each: values }])
  return {
    ...(set === undefined ? {} : { $set: set }),
    ...(inc === undefined ? {} : { $inc: inc }),
    ...(unset === undefined ? {} : { $unset: Object.fromEntries(unset.map((field) => [field, ''])) }),
    ...(pushes.length === 0 ? {} : { $push: Object.fromEntries(pushes) }),
  }
}

/** The calls that carry their transaction's id; bulk updates through `where()` do not and would run outside (PLATFORM A5). */
interface TransactionHandle {
  collection(name: string): {
    doc(id: string): {
      get(): Promise<Row>
      update(update: Record<string, unknown>): Promise<{ updated?: number }>
    }
    add(document: Document): Promise<unknown>
  }
}

function bindTransaction(
  database: Database,
  handle: TransactionHandle,
  mark: <T extends Document>(document: T) => T,
): Transaction {
  return {
    get: async (collection, id) => parseFirst(collection, await handle.collection(collection.name).doc(id).get()),
    insert: async (collection, document) => {
      await handle.collection(collection.name).add(mark(document))
    },
    change: async (collection, id, change) => {
      const reply = await handle.collection(collection.name).doc(id).update(toUpdate(database, change))
      return (reply.updated ?? 0) > 0
    },
  }
}
