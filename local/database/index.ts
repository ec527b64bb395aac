import { join } from 'node:path'
import { createActions, type AdminReply } from './actions'
import type { CollectionSpec } from './collection'
import { STORE_FILE, takeFolder } from './folder'
import { openStore } from './store'
import { createReporter } from './unindexed'

export type { AdminReply } from './actions'
export { createAdminEndpoint } from './endpoint'
export type { CollectionSpec, IndexSpec } from './collection'

export interface Database {
  /** One `database.*` action with the body fields of CloudBase's protocol. Business errors are replies with `code`, never throws. */
  send(action: string, params: Record<string, unknown>): Promise<AdminReply>
  documentCount(): number
  /** Everything acknowledged is on disk; releases the folder. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Created if absent. */
  folder: string
  /** Ensured at start (created, indexes built); others can still come by `database.addCollection`. */
  collections: CollectionSpec[]
  /** The cloud's settable clock in ms: server dates and the life of transactions follow it. */
  now(): number
  /** True: an unindexed query over a large collection fails. False: it warns once per shape of query. */
  strictIndexes?: boolean
  /** One JSON line with the collection and the query's shape (no values). */
  warn?(line: string): void
}

/**
 * Opens or creates the database in a folder. Rejects with an Error whose `code` is DATA_FOLDER_UNWRITABLE,
 * DATA_FOLDER_IN_USE, DATA_FOLDER_NEWER or DATA_FOLDER_DAMAGED and whose message is one plain sentence.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const folder = await takeFolder(options.folder)
  try {
    const store = await openStore(join(folder.path, STORE_FILE), options.collections)
    await store.journal.flushed()
    folder.settle()
    const send = createActions(store, options.now, createReporter(options.strictIndexes === true, options.warn))
    return {
      send,
      documentCount: () =>
        [...store.collections.values()].reduce((sum, collection) => sum + collection.entries.size, 0),
      async close() {
        try {
          await store.journal.close()
        } finally {
          await folder.release()
        }
      },
    }
  } catch (error) {
    await folder.release()
    throw error
  }
}
