import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
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
  /** Throws documents and files away and begins again, empty; calls that arrive meanwhile wait. */
  wipe(): Promise<void>
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
  const files = path.join(folder, 'files')
  const warn = (line: string) => log(line, 'warn')
  const open = () => openDatabase({ folder: databaseFolder, collections, now, strictIndexes, warn })
  const { envId, storageKey: key, baseUrl } = options
  const storage = createStorage({ folder: files, envId, key, baseUrl: () => baseUrl, now })
  let database = await open()
  return {
    database: () => database,
    storage,
    async upload(cloudPath, bytes) {
      await storage.put(cloudPath, Readable.from([bytes]))
      return storage.fileId(cloudPath)
    },
    async wipe() {
      await database.close()
      for (const part of [databaseFolder, files]) await rm(part, { recursive: true, force: true })
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
