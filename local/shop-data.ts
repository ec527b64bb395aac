import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { openDatabase, type CollectionSpec, type Database } from './database'
import type { LogSink } from './log'
import { createStorage, type Storage } from './storage/storage'

/** The shop's documents and files. */
export interface ShopData {
  database(): Database
  storage: Storage
  upload(cloudPath: string, bytes: Buffer): Promise<string>
  /** Closes the documents, lets `exchange` put others in their place, and opens those. */
  replace(exchange: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface ShopDataOptions {
  folder: string
  envId: string
  storageKey: string
  collections: CollectionSpec[]
  strictIndexes: boolean
  baseUrl: string
  now(): number
  log: LogSink
}

/** Opens both; rejects with the database's own plain sentences about the folder. */
export async function openShopData(options: ShopDataOptions): Promise<ShopData> {
  const { folder, collections, strictIndexes, now, log } = options
  const databaseFolder = path.join(folder, 'database')
  const warn = (line: string) => log(line, 'warn')
  const open = () => openDatabase({ folder: databaseFolder, collections, now, strictIndexes, warn })
  const { envId, storageKey: key, baseUrl } = options
  const storage = createStorage({ folder: path.join(folder, 'files'), envId, key, baseUrl: () => baseUrl, now })
  let database = await open()
  return {
    database: () => database,
    storage,
    async upload(cloudPath, bytes) {
      await storage.put(cloudPath, Readable.from([bytes]))
      return storage.fileId(cloudPath)
    },
    async replace(exchange) {
      await database.close()
      await exchange()
      database = await open()
    },
    close: () => database.close(),
  }
}

/** The collections and indexes that the build wrote beside the functions. */
export function readCollections(functionsFolder: string): CollectionSpec[] {
  const text = readFileSync(path.join(functionsFolder, 'cloud.json'), 'utf8')
  return (JSON.parse(text) as { collections: CollectionSpec[] }).collections
}
