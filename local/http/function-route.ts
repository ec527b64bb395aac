import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isCloudError } from '../cloud-error'
import { maxMessageBytes, type FunctionsHost } from '../functions/host'
import { readBody } from './body'
import { jsonType, refuse, replyBytes } from './reply'
import type { Address } from './server'

interface IntegrationResponse {
  statusCode: number
  headers?: Record<string, string | number | string[]>
  body?: unknown
  isBase64Encoded?: boolean
}

/** The HTTP access service: an HTTP request becomes an event, the function's value becomes the answer. */
export async function routeToFunction(
  host: FunctionsHost,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
  address: Address,
): Promise<void> {
  const body = await readBody(request, response)
  if (body === undefined) return
  const requestId = randomUUID()
  const event = createEvent(request, address, body, requestId)
  try {
    sendValue(response, await host.run(name, event, { source: 'http', clientIp: address.clientIp }, requestId))
  } catch (error) {
    if (!isCloudError(error)) throw error
    const late = error.code === 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
    const text = late ? 'The function did not answer in time.' : 'The function failed.'
    replyFailure(response, late ? 504 : 500, late ? 'FUNCTION.TIMEOUT' : 'INTERNAL', text, requestId)
  }
}

/** The event of the HTTP access service; text bodies arrive as they are, all others in base64, byte for byte. */
function createEvent(request: IncomingMessage, address: Address, body: Buffer, requestId: string): object {
  const isText = isTextType(request.headers['content-type']) && isUtf8(body)
  const headers = { ...request.headers, 'x-forwarded-for': address.clientIp, 'x-real-ip': address.clientIp }
  return {
    path: address.path,
    httpMethod: request.method,
    headers,
    queryStringParameters: address.search === '' ? {} : Object.fromEntries(new URLSearchParams(address.search)),
    requestContext: { requestId, sourceIp: address.clientIp, httpMethod: request.method, path: address.path },
    body: body.toString(isText ? 'utf8' : 'base64'),
    isBase64Encoded: !isText,
  }
}

function isTextType(contentType: string | undefined): boolean {
  if (contentType === undefined) return true
  return /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded)|[^;]*\+(json|xml)\b)/i.test(contentType)
}

function sendValue(response: ServerResponse, value: unknown): void {
  if (!isIntegrationResponse(value)) return sendPlain(response, value)
  const { statusCode, headers, body, isBase64Encoded } = value
  const text = body === undefined || body === null ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  // Text stays text: Node sends its headers and a string in one piece, a buffer in a second one.
  const content = isBase64Encoded === true ? Buffer.from(text, 'base64') : text
  if (Buffer.byteLength(content) > maxMessageBytes) return refuseAnswer(response)
  replyBytes(response, statusCode, lowerCased(headers), content)
}

function sendPlain(response: ServerResponse, value: unknown): void {
  const isText = typeof value === 'string'
  const text = isText ? value : (JSON.stringify(value) ?? '')
  if (Buffer.byteLength(text) > maxMessageBytes) return refuseAnswer(response)
  replyBytes(response, 200, { 'content-type': isText ? 'text/plain; charset=utf-8' : jsonType }, text)
}

function isIntegrationResponse(value: unknown): value is IntegrationResponse {
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) return false
  const { statusCode } = value
  return typeof statusCode === 'number' && Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599
}

/** Length and framing are the server's own business. */
function lowerCased(headers: IntegrationResponse['headers'] = {}): Record<string, string | number | string[]> {
  const kept: Record<string, string | number | string[]> = { 'cache-control': 'no-store' }
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase()
    if (key !== 'content-length' && key !== 'transfer-encoding' && key !== 'connection') kept[key] = value
  }
  return kept
}

function refuseAnswer(response: ServerResponse): void {
  refuse(response, 500, 'INTERNAL', `An answer may have at most ${maxMessageBytes} bytes.`)
}

function replyFailure(response: ServerResponse, status: number, code: string, message: string, traceId: string): void {
  const body = JSON.stringify({ ok: false, error: { code, message, traceId } })
  replyBytes(response, status, { 'content-type': jsonType, 'cache-control': 'no-store' }, body)
}
