import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminReply } from './actions'

/** Bodies above this are refused; the real service takes far less in one request. */
const MAX_BODY_BYTES = 64 * 1024 * 1024

type Sender = (action: string, params: Record<string, unknown>) => Promise<AdminReply>

/**
 * Answers `POST /admin`: the body names the action, the reply is JSON with HTTP 200, refusals included. Only what is no
 * request at all gets another status: 405 for other methods, 400 for what is not JSON, 413 for an endless body.
 */
export function createAdminEndpoint(
  send: Sender,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    if (request.method !== 'POST')
      return answer(response, 405, { code: 'INVALID_REQUEST_METHOD', message: 'only POST' })
    const body = await readBody(request)
    if (body === undefined)
      return answer(response, 413, { code: 'REQUEST_TOO_LARGE', message: 'the body is too large' })
    const params = parse(body)
    if (!params) return answer(response, 400, { code: 'INVALID_PARAM', message: 'the body must be a JSON object' })
    answer(response, 200, await send(String(params['action']), params))
  }
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  })
  response.end(text)
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
