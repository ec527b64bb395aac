import { open, type RootDatabase } from 'lmdb'
import { crc32 } from './checksum'
import { damaged } from './folder'

/** The records of the store on disk: numbered, each with a checksum; two of them describe all the others. */

export interface StoredRecord {
  number: number
  collection: number
  text: string
}

/** What the store says about itself. */
export interface StoreState {
  /** Names of the collections; a collection's number is its place here. */
  names: string[]
  records: number
  nextNumber: number
}

export type RecordFile = RootDatabase<Buffer, number>

const COUNTS = 0
const NAMES = 1
const FIRST_RECORD = 16

/** Checksum, number of the record, number of its collection. */
const HEADER_BYTES = 10

/** A record as it is written. */
export function sealRecord(number: number, collection: number, text: string): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER_BYTES + Buffer.byteLength(text))
  buffer.writeUInt32LE(number, 4)
  buffer.writeUInt16LE(collection, 8)
  buffer.write(text, HEADER_BYTES, 'utf8')
  buffer.writeUInt32LE(crc32(buffer.subarray(4)), 0)
  return buffer
}

function unseal(number: number, buffer: Buffer): StoredRecord {
  const isWhole = buffer.length >= HEADER_BYTES && crc32(buffer.subarray(4)) === buffer.readUInt32LE(0)
  if (!isWhole || buffer.readUInt32LE(4) !== number) throw damaged(`record ${number} does not match its checksum`)
  return { number, collection: buffer.readUInt16LE(8), text: buffer.toString('utf8', HEADER_BYTES) }
}

/** The two records of the state, to be written with every batch that changes it. */
export function sealState(state: StoreState, hasNewNames: boolean): [number: number, record: Buffer][] {
  const { names, ...counts } = state
  const sealed: [number, Buffer][] = [[COUNTS, sealRecord(COUNTS, 0, JSON.stringify(counts))]]
  return hasNewNames ? [...sealed, [NAMES, sealRecord(NAMES, 0, JSON.stringify(names))]] : sealed
}

/** Opens or creates the file. */
export function openRecords(path: string): RecordFile {
  // overlappingSync would resolve writes before they are on disk
  return open<Buffer, number>({
    path,
    noSubdir: true,
    overlappingSync: false,
    keyEncoding: 'uint32',
    encoding: 'binary',
  })
}

function readMeta(file: RecordFile, number: number): object {
  const buffer = file.get(number)
  return buffer === undefined ? {} : (JSON.parse(unseal(number, buffer).text) as object)
}

/** One record that must be there. Throws DATA_FOLDER_DAMAGED. */
export function readRecord(file: RecordFile, number: number): StoredRecord {
  const buffer = file.get(number)
  if (buffer === undefined) throw damaged(`record ${number} is missing`)
  return unseal(number, buffer)
}

/**
 * Reads every record in the order of its number, oldest first, and checks that none is missing. The file is opened for
 * this alone: closing it gives back the memory that its pages were mapped to.
 */
export async function readAll(
  path: string,
  begin: (names: string[]) => (record: StoredRecord) => void,
): Promise<StoreState> {
  const file = openRecords(path)
  try {
    const names = Object.values(readMeta(file, NAMES)) as string[]
    const state: StoreState = { records: 0, nextNumber: FIRST_RECORD, ...readMeta(file, COUNTS), names }
    const visit = begin(names)
    let records = 0
    for (const { key, value } of file.getRange({ start: FIRST_RECORD })) {
      const record = unseal(key, value)
      if (record.collection >= names.length) throw damaged(`record ${key} belongs to no collection`)
      visit(record)
      records++
    }
    if (records !== state.records) throw damaged(`${records} records found, ${state.records} expected`)
    return state
  } finally {
    await file.close()
  }
}
