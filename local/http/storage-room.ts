import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { contentTypeOf } from '../storage/content-types'
import { isCloudPath } from '../storage/paths'
import type { Storage } from '../storage/storage'
import { refuseMethod, replyBytes } from './reply'
import type { Room } from './server'

/**
 * Everyone may read what lies here, as in a CloudBase bucket with its default permission: pictures of goods, whose names
 * change with their content (docs/decisions/0005-pictures.md). All else needs a signed address.
 */
const openPrefix = 'pictures/'

/** `/storage/<bucket>/<path>`: uploads with the signed headers, downloads with the signed address. */
export function createStorageRoom(storage: Storage, bucket: string): Room {
  return async (request, response, { rest, search }) => {
    const cloudPath = rest.startsWith(`${bucket}/`) ? rest.slice(bucket.length + 1) : undefined
    if (cloudPath === undefined) return refuseXml(response, 404, 'NoSuchBucket', 'The specified bucket does not exist.')
    if (request.method === 'PUT') return receive(storage, cloudPath, request, response)
    if (request.method === 'GET' || request.method === 'HEAD')
      return deliver(storage, cloudPath, search, request, response)
    refuseMethod(response, 'GET, HEAD, PUT')
  }
}

async function receive(
  storage: Storage,
  cloudPath: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const signed = new URLSearchParams(String(request.headers['authorization'] ?? ''))
  const [until, signature] = [Number(signed.get('q-sign-time')), signed.get('q-signature') ?? '']
  if (!storage.allows('put', cloudPath, until, signature)) {
    request.resume()
    // The SDK reads the body whatever the status is, as the real storage sends it.
    return refuseXml(response, 403, 'SignatureDoesNotMatch', 'The signature does not match or has expired.')
  }
  await storage.put(cloudPath, request)
  response.writeHead(200, { 'content-length': 0 })
  response.end()
}

async function deliver(
  storage: Storage,
  cloudPath: string,
  search: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = new URLSearchParams(search)
  const until = Number(query.get('t'))
  const isOpen = isCloudPath(cloudPath) && cloudPath.startsWith(openPrefix) && !query.has('sign')
  if (!isOpen && !storage.allows('get', cloudPath, until, query.get('sign') ?? '')) {
    return refuseXml(response, 403, 'AccessDenied', 'The address is not signed or has expired.')
  }
  const file = await storage.find(cloudPath)
  if (!file) return refuseXml(response, 404, 'NoSuchKey', 'The specified key does not exist.')
  const type = contentTypeOf(cloudPath)
  response.writeHead(200, {
    'content-type': type,
    'content-length': file.bytes,
    'cache-control': isOpen ? 'public, max-age=31536000, immutable' : 'private, max-age=3600',
    'x-content-type-options': 'nosniff',
    // What people upload must never run as a page of the shop.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  if (request.method === 'HEAD') return void response.end()
  file
    .open()
    .on('error', () => response.destroy())
    .pipe(response)
}

function refuseXml(response: ServerResponse, status: number, code: string, message: string): void {
  const trace = randomUUID()
  const xml = `<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>${code}</Code><Message>${message}</Message><Resource></Resource><RequestId>${trace}</RequestId><TraceId>${trace}</TraceId></Error>`
  replyBytes(response, status, { 'content-type': 'application/xml' }, xml)
}
