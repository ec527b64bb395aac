import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, open, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { moveDurably } from '../durable-file'
import { bucketOf, diskPathOf, fileIdOf, isCloudPath, pathOf } from './paths'
import { isSigned, sign, type Permission } from './signatures'

export interface StorageOptions {
  folder: string
  envId: string
  key: string
  /** Where the files are reached, without a slash at the end. */
  baseUrl(): string
  now(): number
}

export interface StoredFile {
  bytes: number
  modifiedAtMs: number
  open(): Readable
}

export interface Storage {
  uploadMetadata(cloudPath: string): Record<string, string>
  downloadUrl(fileId: unknown, maxAgeSeconds: number): Promise<string | undefined>
  allows(permission: Permission, cloudPath: string, untilSeconds: number, signature: string): boolean
  /** The file is whole and on the disk when this resolves; a broken upload leaves the old file, or none. */
  put(cloudPath: string, content: Readable): Promise<void>
  find(cloudPath: string): Promise<StoredFile | undefined>
  remove(fileId: unknown): Promise<boolean>
  copy(source: string, target: string, options: { overwrite: boolean; removeOriginal: boolean }): Promise<CopyResult>
  fileId(cloudPath: string): string
}

export type CopyResult = 'copied' | 'no-source' | 'exists' | 'bad-path'

const uploadSeconds = 900

/** Files of the embedded cloud, on the disk under `folder`, reached by URLs that are signed and expire. */
export function createStorage(options: StorageOptions): Storage {
  const { folder, envId, key, now } = options
  const disk = (cloudPath: string) => diskPathOf(folder, cloudPath)
  const until = (seconds: number) => Math.floor(now() / 1000) + seconds
  const urlOf = (cloudPath: string) => `${options.baseUrl()}/storage/${bucketOf(envId)}/${cloudPath}`

  return {
    fileId: (cloudPath) => fileIdOf(envId, cloudPath),
    uploadMetadata(cloudPath) {
      const expires = until(uploadSeconds)
      const fileId = fileIdOf(envId, cloudPath)
      const cosFileId = sign(key, 'put', fileId, 0) // Travels in a header, so it must not hold the path itself.
      const authorization = `q-sign-time=${expires}&q-signature=${sign(key, 'put', cloudPath, expires)}`
      const url = encodeURI(urlOf(cloudPath))
      return { url, token: randomUUID(), authorization, fileId, cosFileId, download_url: url }
    },
    async downloadUrl(fileId, maxAgeSeconds) {
      const cloudPath = pathOf(envId, fileId)
      if (cloudPath === undefined || !(await sizeOf(disk(cloudPath)))) return undefined
      const expires = until(maxAgeSeconds)
      return `${urlOf(cloudPath)}?sign=${sign(key, 'get', cloudPath, expires)}&t=${expires}`
    },
    allows: (permission, cloudPath, untilSeconds, signature) =>
      isCloudPath(cloudPath) && isSigned(key, permission, cloudPath, untilSeconds, signature, now()),
    put: (cloudPath, content) => storeFile(disk(cloudPath), folder, content),
    find: (cloudPath) => sizeOf(disk(cloudPath)),
    async remove(fileId) {
      const cloudPath = pathOf(envId, fileId)
      if (cloudPath === undefined || !(await sizeOf(disk(cloudPath)))) return false
      await rm(disk(cloudPath), { force: true })
      return true
    },
    async copy(source, target, { overwrite, removeOriginal }) {
      if (!isCloudPath(source) || !isCloudPath(target)) return 'bad-path'
      if (!(await sizeOf(disk(source)))) return 'no-source'
      if (!overwrite && (await sizeOf(disk(target)))) return 'exists'
      await storeCopy(disk(source), disk(target), folder)
      if (removeOriginal) await rm(disk(source), { force: true })
      return 'copied'
    },
  }
}

async function sizeOf(file: string): Promise<StoredFile | undefined> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return undefined
  return { bytes: info.size, modifiedAtMs: info.mtimeMs, open: () => createReadStream(file) }
}

async function partFile(folder: string): Promise<string> {
  const parts = path.join(folder, 'parts')
  await mkdir(parts, { recursive: true })
  return path.join(parts, randomUUID())
}

async function storeFile(target: string, folder: string, content: Readable): Promise<void> {
  const part = await partFile(folder)
  try {
    await pipeline(content, createWriteStream(part, { flush: true }))
    await moveDurably(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

async function storeCopy(source: string, target: string, folder: string): Promise<void> {
  const part = await partFile(folder)
  await copyFile(source, part)
  const handle = await open(part, 'r+')
  await handle.sync().finally(() => handle.close())
  await moveDurably(part, target)
}
