import { createHash } from 'node:crypto'
import path from 'node:path'

/** The bucket of an environment, named as the real ones are. */
export function bucketOf(envId: string): string {
  return `6c61-${envId}-1250000000`
}

/** `cloud://<env>.<bucket>/<path>`, the form a product keeps. */
export function fileIdOf(envId: string, cloudPath: string): string {
  return `cloud://${envId}.${bucketOf(envId)}/${cloudPath}`
}

/** The path inside a file id, or undefined for an id of another environment or of no known form. */
export function pathOf(envId: string, fileId: unknown): string | undefined {
  const prefix = `cloud://${envId}.${bucketOf(envId)}/`
  if (typeof fileId !== 'string' || !fileId.startsWith(prefix)) return undefined
  const cloudPath = fileId.slice(prefix.length)
  return isCloudPath(cloudPath) ? cloudPath : undefined
}

/**
 * The service's own rule for a path (no leading slash, no empty part, at most 850 bytes, no control characters), and
 * none of the characters that its URLs cannot carry unescaped: the SDK escapes a download URL itself.
 */
export function isCloudPath(cloudPath: unknown): cloudPath is string {
  if (typeof cloudPath !== 'string' || cloudPath === '' || Buffer.byteLength(cloudPath) > 850) return false
  if (/[\u0000-\u001f\u007f\\?#%]/.test(cloudPath)) return false
  return cloudPath.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

/**
 * Where the bytes lie. The name is a hash, so no cloud path can leave the folder, clash with another one that differs
 * in case only, or be too long for the disk; `a` and `a/b` may both exist, as in the real storage.
 */
export function diskPathOf(folder: string, cloudPath: string): string {
  const hash = createHash('sha256').update(cloudPath).digest('hex')
  return path.join(folder, hash.slice(0, 2), hash.slice(2))
}
