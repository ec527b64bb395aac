import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { contentTypeOf } from '../storage/content-types'
import { refuseMethod, refuseUnknown, replyBytes } from './reply'

type Encoding = 'br' | 'gzip' | 'identity'

interface KeptFile {
  modifiedAtMs: number
  etag: string
  plain: Buffer
  /** Compressed on first use and kept: the shop's pages are asked for again and again. */
  encoded: Map<Encoding, Promise<Buffer>>
}

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** Serves the files of one folder; `/` is index.html, which is always asked for again, hashed files are kept for good. */
export function createStaticFiles(
  folder: string,
): (request: IncomingMessage, response: ServerResponse, file: string) => Promise<void> {
  const kept = new Map<string, KeptFile>()
  return async (request, response, name) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response, 'GET')
    const relative = name === '' || name.endsWith('/') ? `${name}index.html` : name
    const file = path.resolve(folder, relative)
    if (!file.startsWith(path.resolve(folder) + path.sep) || relative.includes('\0')) return refuseUnknown(response)
    const found = await load(kept, file)
    if (!found) return refuseUnknown(response)
    await send(request, response, relative, found)
  }
}

async function load(kept: Map<string, KeptFile>, file: string): Promise<KeptFile | undefined> {
  const info = await stat(file).catch(() => undefined)
  if (!info?.isFile()) return undefined
  const known = kept.get(file)
  if (known?.modifiedAtMs === info.mtimeMs) return known
  const plain = await readFile(file)
  const etag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const fresh = { modifiedAtMs: info.mtimeMs, etag, plain, encoded: new Map() }
  kept.set(file, fresh)
  return fresh
}

async function send(request: IncomingMessage, response: ServerResponse, name: string, file: KeptFile): Promise<void> {
  const type = contentTypeOf(name)
  const encoding = chooseEncoding(type, file.plain.length, String(request.headers['accept-encoding'] ?? ''))
  const etag = `"${file.etag}-${encoding}"`
  const headers = {
    'content-type': type,
    'cache-control': isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    etag,
  }
  if (request.headers['if-none-match']?.includes(etag)) {
    response.writeHead(304, headers)
    return void response.end()
  }
  const body = await encode(file, encoding)
  replyBytes(response, 200, encoding === 'identity' ? headers : { ...headers, 'content-encoding': encoding }, body)
}

/** A name with a content hash never changes its content. */
function isHashed(name: string): boolean {
  return /[.-][0-9a-f]{8,}\.[a-z0-9]+(\.map)?$/.test(name)
}

function chooseEncoding(type: string, bytes: number, accepted: string): Encoding {
  if (bytes < 1024 || !/^(text\/|application\/json|image\/svg|application\/wasm)/.test(type)) return 'identity'
  if (/\bbr\b/.test(accepted)) return 'br'
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

function encode(file: KeptFile, encoding: Encoding): Promise<Buffer> {
  const known = file.encoded.get(encoding)
  if (known) return known
  const fresh = encodeNow(file.plain, encoding)
  file.encoded.set(encoding, fresh)
  return fresh
}

function encodeNow(plain: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return Promise.resolve(plain)
  if (encoding === 'gzip') return compressGzip(plain, { level: 6 })
  // Quality 11 takes seconds for a megabyte; 5 is a tenth larger and there at once.
  return compressBrotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
}
