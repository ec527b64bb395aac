import type { IncomingMessage, ServerResponse } from 'node:http'
import { maxMessageBytes } from '../functions/host'
import { refuse } from './reply'

const lingerMs = 2000

/**
 * The whole body, or undefined when it is larger than the platform takes: then the refusal has been sent, and what
 * still arrives is thrown away without being kept.
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  limitBytes = maxMessageBytes,
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
      refuseTooLarge(request, response, limitBytes)
      return resolve(undefined)
    }
    const chunks: Buffer[] = []
    let bytes = 0
    const keep = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limitBytes) return void chunks.push(chunk)
      request.off('data', keep)
      chunks.length = 0
      refuseTooLarge(request, response, limitBytes)
      resolve(undefined)
    }
    request.on('data', keep)
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes)))
    request.on('error', reject)
    request.on('close', () => request.complete || reject(new Error('The caller went away before the body was whole')))
  })
}

/** Closing at once would make the caller see a broken connection in place of the answer, so it gets a moment to read. */
function refuseTooLarge(request: IncomingMessage, response: ServerResponse, limitBytes: number): void {
  response.setHeader('connection', 'close')
  refuse(response, 413, 'REQUEST.TOO_LARGE', `A request may have at most ${limitBytes} bytes.`)
  request.resume()
  setTimeout(() => request.socket.destroy(), lingerMs).unref()
}

/** Reads a body as a JSON object; answers the refusal itself and gives undefined when it is none. */
export async function readJson(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Record<string, unknown> | undefined> {
  const body = await readBody(request, response)
  if (body === undefined) return undefined
  try {
    const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Falls through to the refusal.
  }
  refuse(response, 400, 'REQUEST.INVALID', 'The body must be a JSON object.')
  return undefined
}
