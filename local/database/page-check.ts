import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { damaged } from './folder'

/**
 * Looks through an LMDB file before LMDB maps it into memory: a page number beyond the end or a bent pointer would end
 * the process there, not raise an error. Only the tree's own pages are read; the records carry their own checksums.
 */

const HEADER_BYTES = 24
const NODE_BYTES = 8
const META = { magic: 24, version: 28, freeTree: 48, mainTree: 96, lastPage: 144, transaction: 152 }
const MAGIC = 0xbeefc0de
const BRANCH = 0x01
const LEAF = 0x02
const OVERFLOW = 0x04
const META_PAGE = 0x08
const BIG_DATA = 0x01
const NO_PAGE = 0xffffffffffffffffn

interface File {
  read(page: number): Buffer
  bytes: number
  pageBytes: number
  lastPage: number
  /** Pages in use, to notice one that is used twice. */
  used: Set<number>
}

/** Throws DATA_FOLDER_DAMAGED when the structure of the file does not hold together. An absent or empty file passes. */
export function checkPages(path: string): void {
  const descriptor = openIfPresent(path)
  if (descriptor === undefined) return
  try {
    const bytes = fstatSync(descriptor).size
    if (bytes > 0) checkFile(descriptor, bytes)
  } finally {
    closeSync(descriptor)
  }
}

function openIfPresent(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch {
    return undefined
  }
}

function readAt(descriptor: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes)
  if (readSync(descriptor, buffer, 0, bytes, position) !== bytes) throw damaged('its data file is cut short')
  return buffer
}

function checkFile(descriptor: number, fileBytes: number): void {
  const pageBytes = readAt(descriptor, 0, META.freeTree + 4).readUInt32LE(META.freeTree)
  if (pageBytes < 512 || pageBytes > 65536 || (pageBytes & (pageBytes - 1)) !== 0)
    throw damaged('its data file has no valid header')
  const metas = [0, 1].map((page) => readAt(descriptor, page * pageBytes, pageBytes))
  if (!metas.every(isMeta)) throw damaged('its data file has no valid header')
  const meta = metas.reduce((a, b) =>
    b.readBigUInt64LE(META.transaction) > a.readBigUInt64LE(META.transaction) ? b : a,
  )
  const lastPage = pageNumber(meta.readBigUInt64LE(META.lastPage))
  const file: File = {
    bytes: fileBytes,
    pageBytes,
    lastPage,
    used: new Set([0, 1]),
    read: (page) => readAt(descriptor, page * pageBytes, pageBytes),
  }
  checkTree(file, meta, META.mainTree)
  // Only the shape of the free list: how it writes runs of pages and gaps is the engine's own affair and has changed.
  checkTree(file, meta, META.freeTree)
}

function isMeta(page: Buffer): boolean {
  return page.readUInt32LE(META.magic) === MAGIC && (page.readUInt16LE(18) & META_PAGE) !== 0
}

function pageNumber(value: bigint): number {
  if (value > 2n ** 40n) throw damaged('its data file points beyond its end')
  return Number(value)
}

/** Walks one tree and compares the number of entries with what its head says. */
function checkTree(file: File, meta: Buffer, at: number): void {
  const root = meta.readBigUInt64LE(at + 40)
  const expected = meta.readBigUInt64LE(at + 32)
  if (root === NO_PAGE) return
  const entries = walk(file, pageNumber(root), meta.readUInt16LE(at + 6))
  if (BigInt(entries) !== expected) throw damaged(`${entries} records found in its data file, ${expected} expected`)
}

function walk(file: File, page: number, depth: number): number {
  claim(file, page)
  const bytes = file.read(page)
  const flags = bytes.readUInt16LE(18)
  const keys = bytes.readUInt16LE(20) >> 1
  const isLeaf = depth === 1
  if (Number(bytes.readBigUInt64LE(0)) !== page || (flags & (BRANCH | LEAF)) !== (isLeaf ? LEAF : BRANCH)) {
    throw damaged(`page ${page} of its data file is not what it should be`)
  }
  if (keys === 0 || HEADER_BYTES + 2 * keys > file.pageBytes)
    throw damaged(`page ${page} of its data file is malformed`)
  let entries = 0
  for (let i = 0; i < keys; i++) {
    const node = HEADER_BYTES + bytes.readUInt16LE(HEADER_BYTES + 2 * i)
    if (node + NODE_BYTES > file.pageBytes) throw damaged(`page ${page} of its data file is malformed`)
    entries += isLeaf ? checkLeaf(file, bytes, node, page) : walk(file, childOf(bytes, node), depth - 1)
  }
  return entries
}

function claim(file: File, page: number): void {
  if (page > file.lastPage || page < 2) throw damaged('its data file points beyond its end')
  if (file.used.has(page)) throw damaged(`page ${page} of its data file is used twice`)
  file.used.add(page)
}

function childOf(bytes: Buffer, node: number): number {
  return bytes.readUInt32LE(node) + bytes.readUInt16LE(node + 4) * 2 ** 32
}

function checkLeaf(file: File, bytes: Buffer, node: number, page: number): 1 {
  const size = bytes.readUInt32LE(node)
  const isBig = (bytes.readUInt16LE(node + 4) & BIG_DATA) !== 0
  const start = node + NODE_BYTES + bytes.readUInt16LE(node + 6)
  if (start + (isBig ? HEADER_BYTES : size) > file.pageBytes)
    throw damaged(`page ${page} of its data file is malformed`)
  if (isBig) checkOverflow(file, pageNumber(bytes.readBigUInt64LE(start)), size)
  return 1
}

/** Values too large for a page lie on pages of their own, in one piece. */
function checkOverflow(file: File, first: number, size: number): void {
  const pages = Math.ceil((HEADER_BYTES + size) / file.pageBytes)
  for (let page = first; page < first + pages; page++) claim(file, page)
  if ((first + pages) * file.pageBytes > file.bytes) throw damaged('its data file is cut short')
  const head = file.read(first)
  if ((head.readUInt16LE(18) & OVERFLOW) === 0) throw damaged(`page ${first} of its data file is not what it should be`)
}
