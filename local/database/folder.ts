import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The data folder: may we write there, is it ours alone, do we understand what is in it? */

export type FolderErrorCode =
  'DATA_FOLDER_UNWRITABLE' | 'DATA_FOLDER_IN_USE' | 'DATA_FOLDER_NEWER' | 'DATA_FOLDER_DAMAGED'

/** The version of the layout on disk. Raise it when an older program could not read the folder any more. */
export const FORMAT = 1

function folderError(code: FolderErrorCode, message: string): Error {
  return Object.assign(new Error(message), { code })
}

/** The store cannot be trusted; `detail` says what was found. */
export function damaged(detail: string): Error {
  return folderError('DATA_FOLDER_DAMAGED', `The data folder is damaged: ${detail}. Restore it from a backup.`)
}

export interface OwnedFolder {
  path: string
  /** Notes the format once there is a store: from then on a missing store is damage, not a beginning. */
  settle(): void
  release(): Promise<void>
}

/** Creates the folder if absent, takes it for this process, checks its version. Rejects with a FolderErrorCode. */
export async function takeFolder(folder: string): Promise<OwnedFolder> {
  const path = writableFolder(folder)
  const owner = await takeOwnership(path)
  const release = () => new Promise<void>((resolve) => owner.close(() => resolve()))
  try {
    checkFormat(path)
    return { path, release, settle: () => writeFormat(path) }
  } catch (error) {
    await release()
    throw error
  }
}

function writableFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true })
    const probe = join(folder, `.write-probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return realpathSync(folder)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw folderError('DATA_FOLDER_UNWRITABLE', `The data folder ${folder} cannot be written: ${reason}.`)
  }
}

/** A local socket named after the folder: the system frees it when its owner dies, however it dies. */
function ownerAddress(path: string): string {
  const name = `laidan-${createHash('sha256').update(path).digest('hex').slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

async function takeOwnership(path: string): Promise<Server> {
  const address = ownerAddress(path)
  const first = await listen(address)
  if (first) return first
  if (!(await isAlive(address))) {
    rmSync(address, { force: true })
    const second = await listen(address)
    if (second) return second
  }
  throw folderError('DATA_FOLDER_IN_USE', `The data folder ${path} is in use by another running process.`)
}

/** Listens, or gives undefined when the address is taken. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined)
      else reject(folderError('DATA_FOLDER_UNWRITABLE', `The data folder cannot be reserved: ${error.message}.`))
    })
    server.listen(address, () => resolve(server))
  })
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

export const STORE_FILE = 'data.mdb'

function checkFormat(path: string): void {
  const found = readFormat(join(path, FORMAT_FILE))
  if (found === undefined) return
  if (found > FORMAT) {
    const versions = `it has format ${found}, this program knows up to ${FORMAT}`
    throw folderError('DATA_FOLDER_NEWER', `The data folder ${path} was written by a newer version: ${versions}.`)
  }
  const store = statSync(join(path, STORE_FILE), { throwIfNoEntry: false })
  if (!store || store.size === 0) throw damaged('its data file is missing')
}

const FORMAT_FILE = 'format.json'

function writeFormat(path: string): void {
  const file = join(path, FORMAT_FILE)
  if (existsSync(file)) return
  writeFileSync(`${file}.new`, `${JSON.stringify({ format: FORMAT })}\n`, { flush: true })
  renameSync(`${file}.new`, file)
}

function readFormat(file: string): number | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
  try {
    const format = Number((JSON.parse(text) as { format?: unknown }).format)
    if (Number.isInteger(format) && format > 0) return format
  } catch {
    // falls through: a format file that cannot be read is damage
  }
  throw damaged('its format file cannot be read')
}
