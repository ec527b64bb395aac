import * as z from 'zod'
import { ok, refuse, type Result } from '../../shared/result'
import type { Asked } from './call'
import { toRecord } from './record'

/** Above the largest input of any action (a picture of 1 MB in base64); the platform itself takes 6 MB. */
const maxBodyBytes = 2_000_000

interface HttpEvent {
  readonly httpMethod: string
  readonly path: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly isBase64Encoded: unknown
}

/** True for what the HTTP access service sends. */
export function isHttpEvent(event: unknown): event is HttpEvent {
  const { httpMethod, path, headers } = toRecord(event)
  return typeof httpMethod === 'string' && typeof path === 'string' && typeof headers === 'object' && headers !== null
}

const bodySchema = z.strictObject({ path: z.string(), input: z.unknown().optional() })

/**
 * Reads `POST /customer` with `{path, input}`, or `POST /customer/order/place` (also `order.place`) with the input itself.
 * The session comes from the Authorization header only.
 */
export function readHttpRequest(event: HttpEvent, door: string): Result<Asked> {
  if (event.httpMethod.toUpperCase() !== 'POST') return refuse('REQUEST.METHOD', 'Use POST.')
  const body = readBody(event)
  if (!body.ok) return body
  const session = readBearer(event.headers)
  const path = pathBelow(event.path, door)
  if (path !== '') return ok({ path, input: body.value, session })
  const whole = bodySchema.safeParse(body.value)
  return whole.success
    ? ok({ path: whole.data.path, input: whole.data.input, session })
    : refuse('REQUEST.INVALID', 'The body is {"path": "…", "input": {…}} and nothing else.')
}

function readBody(event: HttpEvent): Result<unknown> {
  if (typeof event.body !== 'string' || event.body === '') return ok({})
  if (event.body.length > maxBodyBytes * (event.isBase64Encoded === true ? 4 / 3 : 1))
    return refuse('REQUEST.TOO_LARGE', `A request may have at most ${maxBodyBytes} bytes.`, { maxBodyBytes })
  const text = event.isBase64Encoded === true ? Buffer.from(event.body, 'base64').toString('utf8') : event.body
  try {
    return ok(JSON.parse(text))
  } catch {
    return refuse('REQUEST.INVALID', 'The body is not JSON.')
  }
}

function readBearer(headers: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    if (name.toLowerCase() !== 'authorization' || typeof value !== 'string') continue
    const [, token] = /^Bearer +(\S+)$/i.exec(value) ?? []
    // A header that is no bearer token is a bad session, not the absence of one.
    return token ?? ''
  }
  return undefined
}

/** What follows the door's name, dotted: '/customer/order/place' -> 'order.place'. Some gateways cut the name off themselves. */
function pathBelow(path: string, door: string): string {
  const parts = path.split('/').filter((part) => part !== '')
  return (parts[0] === door ? parts.slice(1) : parts).join('.')
}
