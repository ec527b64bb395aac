import { open } from 'lmdb'
import { rmSync } from 'node:fs'
import { crc32 } from './checksum'
import { damaged } from './folder'
import { checkPages } from './page-check'

/**
 * The durable side: an LMDB store of numbered records. Writes are collected while a flush runs and go to disk in one
 * LMDB transaction, synced before any of them is answered; so many writers share one flush, and a commit of several
 * documents is on disk whole or not at all. A checksum in each record and a count of all of them reveal damage.
 */

export interface StoredRecord {
  number: number
  collection: number
  text: string
}

export interface Journal {
  /** Every record in the order of its number. Throws DATA_FOLDER_DAMAGED. */
  load(visit: (record: StoredRecord) => void): void
  collections(): string[]
  nextNumber(): number
  put(number: number, collection: number, text: string, isNew: boolean): void
  remove(number: number): void
  /** A new collection; its number is its place in the list. */
  addCollection(name: string): void
  /** Resolves when everything put so far is on disk; rejects when the disk refused it. */
  flushed(): Promise<void>
  /** Writes of a record that are not on disk yet. */
  isPending(number: number): boolean
  /** The text of a record that is on disk. Throws DATA_FOLDER_DAMAGED. */
  read(number: number): string
  close(): Promise<void>
}

const STATE = 0
const COLLECTIONS = 1
const FIRST_RECORD = 16
/** Checksum, number of the record, number of its collection. */
const HEADER_BYTES = 10

interface State {
  records: number
  nextNumber: number
}

function seal(number: number, collection: number, text: string): Buffer {
  const bytes = Buffer.byteLength(text)
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + bytes)
  buffer.writeUInt32LE(number, 4)
  buffer.writeUInt16LE(collection, 8)
  buffer.write(text, HEADER_BYTES, 'utf8')
  buffer.writeUInt32LE(crc32(buffer.subarray(4)), 0)
  return buffer
}

function unseal(number: number, buffer: Buffer): StoredRecord {
  const isWhole = buffer.length >= HEADER_BYTES && crc32(buffer.subarray(4)) === buffer.readUInt32LE(0)
  if (!isWhole || buffer.readUInt32LE(4) !== number) {
    throw damaged(`record ${number} does not match its checksum`)
  }
  return { number, collection: buffer.readUInt16LE(8), text: buffer.toString('utf8', HEADER_BYTES) }
}

/** Opens or creates the store in a folder that this process already owns. Throws DATA_FOLDER_DAMAGED. */
export function openJournal(file: string): Journal {
  checkPages(file)
  // what a killed process left in it (readers, locks) is void, because the folder is ours alone
  rmSync(`${file}-lock`, { force: true })
  // overlappingSync would resolve writes before they are on disk
  const store = open<Buffer, number>({
    path: file,
    noSubdir: true,
    overlappingSync: false,
    keyEncoding: 'uint32',
    encoding: 'binary',
  })
  const names = readNames()
  const state = readState()
  let pending = new Map<number, Buffer | undefined>()
  let writing = new Map<number, Buffer | undefined>()
  let flushing: Promise<void> | undefined
  let next: Promise<void> | undefined

  function readMeta<T>(key: number, fallback: T): T {
    const buffer = store.get(key)
    return buffer === undefined ? fallback : (JSON.parse(unseal(key, buffer).text) as T)
  }
  function readNames(): string[] {
    return readMeta<string[]>(COLLECTIONS, [])
  }
  function readState(): State {
    return readMeta<State>(STATE, { records: 0, nextNumber: FIRST_RECORD })
  }

  async function writeBatch(): Promise<void> {
    writing = pending
    pending = new Map()
    writing.set(STATE, seal(STATE, 0, JSON.stringify(state)))
    await store.batch(() => {
      for (const [key, value] of writing) void (value ? store.put(key, value) : store.remove(key))
    })
    writing = new Map()
  }

  /** After a refused write memory and disk differ: `flushing` stays rejected, so nothing is ever acknowledged again. */
  function startFlush(): Promise<void> {
    flushing = writeBatch().then(() => {
      flushing = undefined
    })
    return flushing
  }

  /** One flush at a time; what is put meanwhile waits for the next one and shares it. */
  function flushed(): Promise<void> {
    if (pending.size === 0) return flushing ?? Promise.resolve()
    if (!flushing) return startFlush()
    next ??= flushing.then(() => {
      next = undefined
      return startFlush()
    })
    return next
  }

  function load(visit: (record: StoredRecord) => void): void {
    let records = 0
    for (const { key, value } of store.getRange({ start: FIRST_RECORD })) {
      const record = unseal(key, value)
      if (record.collection >= names.length) throw damaged(`record ${key} belongs to no collection`)
      visit(record)
      records++
    }
    if (records !== state.records) throw damaged(`${records} records found, ${state.records} expected`)
  }

  function read(number: number): string {
    const buffer = store.get(number)
    if (buffer === undefined) throw damaged(`record ${number} is missing`)
    return unseal(number, buffer).text
  }

  return {
    load,
    read,
    flushed,
    collections: () => [...names],
    nextNumber: () => state.nextNumber++,
    put(number, collection, text, isNew) {
      if (isNew) state.records++
      pending.set(number, seal(number, collection, text))
    },
    remove(number) {
      state.records--
      pending.set(number, undefined)
    },
    addCollection(name) {
      names.push(name)
      pending.set(COLLECTIONS, seal(COLLECTIONS, 0, JSON.stringify(names)))
    },
    isPending: (number) => pending.has(number) || writing.has(number),
    async close() {
      await flushed()
      await store.close()
    },
  }
}
