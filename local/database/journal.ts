import { rmSync } from 'node:fs'
import { checkPages } from './page-check'
import {
  openRecords,
  readAll,
  readRecord,
  sealRecord,
  sealState,
  type RecordFile,
  type StoredRecord,
  type StoreState,
} from './records'

/**
 * The durable side. Writes are collected while a flush runs and go to disk in one LMDB transaction, synced before any of
 * them is answered; so many writers share one flush, and a commit of several documents is on disk whole or not at all.
 */
export interface Journal {
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

/**
 * Opens or creates the store in a folder that this process already owns, and hands over what it holds: first the names
 * of the collections, then each record. Throws DATA_FOLDER_DAMAGED.
 */
export async function openJournal(
  path: string,
  begin: (names: string[]) => (record: StoredRecord) => void,
): Promise<Journal> {
  checkPages(path)
  // what a killed process left in it (readers, locks) is void, because the folder is ours alone
  rmSync(`${path}-lock`, { force: true })
  const state = await readAll(path, begin)
  return createJournal(openRecords(path), state)
}

type Batch = Map<number, Buffer | undefined>

function createJournal(file: RecordFile, state: StoreState): Journal {
  let pending: Batch = new Map()
  let writing: Batch = new Map()
  let hasNewNames = false
  const flushed = groupFlush(
    () => pending.size > 0 || hasNewNames,
    async () => {
      writing = pending
      pending = new Map()
      const sealed = sealState(state, hasNewNames)
      hasNewNames = false
      await writeBatch(file, [...writing, ...sealed])
      writing = new Map()
    },
  )
  return {
    flushed,
    nextNumber: () => state.nextNumber++,
    put(number, collection, text, isNew) {
      if (isNew) state.records++
      pending.set(number, sealRecord(number, collection, text))
    },
    remove(number) {
      state.records--
      pending.set(number, undefined)
    },
    addCollection(name) {
      state.names.push(name)
      hasNewNames = true
    },
    isPending: (number) => pending.has(number) || writing.has(number),
    read: (number) => readRecord(file, number).text,
    async close() {
      await flushed()
      await file.close()
    },
  }
}

async function writeBatch(
  file: RecordFile,
  records: Iterable<[number: number, record: Buffer | undefined]>,
): Promise<void> {
  await file.batch(() => {
    for (const [number, record] of records) void (record ? file.put(number, record) : file.remove(number))
  })
  // the next read must see what is now on disk
  file.resetReadTxn()
}

/**
 * One flush at a time; whoever comes meanwhile waits for the next one and shares it. After a refused flush memory and
 * disk differ, so it stays refused: nothing is ever acknowledged again.
 */
function groupFlush(isNeeded: () => boolean, flush: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function start(): Promise<void> {
    running = flush().then(() => {
      running = undefined
    })
    return running
  }

  return () => {
    if (!isNeeded()) return running ?? Promise.resolve()
    if (!running) return start()
    next ??= running.then(() => {
      next = undefined
      return start()
    })
    return next
  }
}
