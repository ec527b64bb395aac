import type * as z from 'zod'

export interface Document {
  readonly _id: string
}

/** A collection as its area knows it: name and the schema that every read is checked by. Indexes are the adapter's. */
export interface Collection<T extends Document> {
  readonly name: string
  readonly schema: z.ZodType<T>
}

export type Comparison =
  | { readonly $gt?: unknown; readonly $gte?: unknown; readonly $lt?: unknown; readonly $lte?: unknown }
  | { readonly $in: readonly unknown[] }
  | { readonly $ne: unknown }
  | { readonly $exists: boolean }
  | { readonly $all: readonly unknown[] }

/** Conditions by (dotted) field, all of which must hold. Values come from validated input only, never from raw JSON. */
export type Filter = Readonly<Record<string, unknown>>

export interface Query {
  readonly where: Filter
  /** More alternatives, one of which must hold as well (used by cursors). */
  readonly anyOf?: readonly Filter[]
  readonly sort?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  readonly limit: number
  /** Fields that the caller has no use for; the collection's schema must not ask for them. */
  readonly omit?: readonly string[]
}

/** One atomic change of one document: replace, add to, remove or append to (dotted) fields. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>
  readonly inc?: Readonly<Record<string, number>>
  readonly unset?: readonly string[]
  readonly push?: Readonly<Record<string, readonly unknown[]>>
}

/** Which field to add up, for each value of which other field. */
export interface SumBy {
  readonly field: string
  readonly groupBy: string
}

/** Documents of another collection that belong to each row, read in the same trip. */
export interface Join {
  readonly from: string
  readonly localField: string
  readonly foreignField: string
  readonly as: string
}

/** The answer to a database call was lost: a write may or may not have been applied. Repeat the same keyed write. */
export class StoreTimeout extends Error {
  readonly code = 'STORE_TIMEOUT'
}

/** Sends a keyed write once more when its answer was lost. Only for writes that do nothing the second time. */
export async function repeatIfLost<R>(write: () => Promise<R>): Promise<R> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof StoreTimeout)) throw error
    return write()
  }
}

/**
 * What the business needs of a document database. Each method is one database call.
 * A thrown StoreTimeout means "unknown": repeat the same keyed write, never assume either way.
 */
export interface Store {
  get<T extends Document>(collection: Collection<T>, id: string): Promise<T | undefined>
  list<T extends Document>(collection: Collection<T>, query: Query): Promise<T[]>
  /** Rows with their joined documents; `collection.schema` describes the joined row. */
  listJoined<T extends Document>(collection: Collection<T>, query: Query, join: Join): Promise<T[]>
  count<T extends Document>(collection: Collection<T>, where: Filter): Promise<number>
  /** The sum of a numeric field for each value of `groupBy` among the documents that match. */
  sumBy<T extends Document>(collection: Collection<T>, where: Filter, sum: SumBy): Promise<ReadonlyMap<string, number>>
  /** False when a document with this id or another unique key stands already; it is left as it was. */
  insert<T extends Document>(collection: Collection<T>, document: T): Promise<boolean>
  /** Changes the document if it also meets `where`, and returns it as it is then; undefined = nothing was changed. */
  change<T extends Document>(
    collection: Collection<T>,
    id: string,
    where: Filter,
    change: Change,
  ): Promise<T | undefined>
  /** As `change`, but says only whether it was made: half the cost where nobody reads the document. */
  apply<T extends Document>(collection: Collection<T>, id: string, where: Filter, change: Change): Promise<boolean>
  /** Writes the whole document, new or not. Only for documents that one writer owns. */
  put<T extends Document>(collection: Collection<T>, document: T): Promise<void>
  /** True when a document that meets `where` was there and is gone. */
  remove<T extends Document>(collection: Collection<T>, id: string, where?: Filter): Promise<boolean>
  /** All or nothing over several documents; retried on conflict, so `run` has no other effects. Not for popular documents. */
  transaction<R>(run: (transaction: Transaction) => Promise<R>): Promise<R>
}

export interface Transaction {
  get<T extends Document>(collection: Collection<T>, id: string): Promise<T | undefined>
  insert<T extends Document>(collection: Collection<T>, document: T): Promise<void>
  change<T extends Document>(collection: Collection<T>, id: string, change: Change): Promise<boolean>
}
