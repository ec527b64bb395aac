import { randomUUID } from 'node:crypto'
import { isCloudPath } from './paths'
import type { Storage } from './storage'

type Reply = Record<string, unknown>
type Params = Record<string, unknown>

/** The `storage.*` actions of the admin protocol, by name. */
export function createStorageActions(storage: Storage): Record<string, (params: Params) => Promise<Reply> | Reply> {
  return {
    'storage.getUploadMetadata': ({ path }) =>
      isCloudPath(path)
        ? answer(storage.uploadMetadata(path))
        : refusal('STORAGE_SIGN_PARAM_INVALID', `bad path ${String(path).slice(0, 100)}`),
    'storage.batchGetDownloadUrl': async ({ file_list }) =>
      answer({ download_list: await Promise.all(listOf(file_list).map((file) => downloadEntry(storage, file))) }),
    'storage.batchDeleteFile': async ({ fileid_list }) =>
      answer({ delete_list: await Promise.all(listOf(fileid_list).map((id) => deleteEntry(storage, id))) }),
    'storage.batchCopyFile': async ({ file_list }) =>
      answer({ copy_list: await Promise.all(listOf(file_list).map((file) => copyEntry(storage, file))) }),
  }
}

const longestAgeSeconds = 7200 * 12

async function downloadEntry(storage: Storage, file: unknown): Promise<Reply> {
  const { fileid, max_age } = file as { fileid?: unknown; max_age?: unknown }
  const ageSeconds = typeof max_age === 'number' && max_age > 0 ? Math.min(max_age, longestAgeSeconds) : 7200
  const url = await storage.downloadUrl(fileid, ageSeconds)
  if (url === undefined) return { code: 'STORAGE_FILE_NONEXIST', fileID: fileid, tempFileURL: '', download_url: '' }
  return { code: 'SUCCESS', fileID: fileid, fileid, tempFileURL: url, download_url: url }
}

async function deleteEntry(storage: Storage, fileId: unknown): Promise<Reply> {
  return { code: (await storage.remove(fileId)) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST', fileID: fileId }
}

async function copyEntry(storage: Storage, file: unknown): Promise<Reply> {
  const { src_path, dst_path, overwrite, remove_original } = file as Record<string, unknown>
  const source = String(src_path)
  const target = String(dst_path)
  const result = await storage.copy(source, target, {
    overwrite: overwrite !== false,
    removeOriginal: remove_original === true,
  })
  const codes = {
    copied: 'SUCCESS',
    'no-source': 'STORAGE_FILE_NONEXIST',
    exists: 'STORAGE_FILE_EXIST',
    'bad-path': 'INVALID_PARAM',
  }
  return { code: codes[result], fileID: storage.fileId(target), src_path, dst_path }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 1000) : []
}

function answer(data: Reply): Reply {
  return { requestId: randomUUID(), data }
}

function refusal(code: string, message: string): Reply {
  return { code, message, requestId: randomUUID() }
}
