import { toRecord } from './record'
import type { DoorRefusal } from './table'

/** What every caller gets, over HTTP and through wx.cloud.callFunction alike. */
export type Reply =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: DoorRefusal & { readonly traceId: string } }

const statusByCode: Readonly<Record<string, number>> = {
  'REQUEST.UNKNOWN_PATH': 404,
  'REQUEST.INVALID': 400,
  'REQUEST.METHOD': 405,
  'REQUEST.TOO_LARGE': 413,
  'REQUEST.SLOW_DOWN': 429,
  'AUTH.NEEDED': 401,
  'AUTH.EXPIRED': 401,
  'AUTH.FORBIDDEN': 403,
  INTERNAL: 500,
  'REQUEST.UNCERTAIN': 503,
  'WECHAT.UNREACHABLE': 503,
  'WECHAT.BUSY': 503,
}

/** Reasons that mean "the thing you name is not there"; NO_ADDRESS and the like are not among them. */
const missing = /\.(NOT_FOUND|NO_(ITEM|CATEGORY|CUSTOMER|LEVEL|WAREHOUSE|ORDER|NOTE|PARCEL|TICKET|INVITE|MEMBER))$/

/** The one place where codes become HTTP statuses: 409 for every "no" of the business that is not told apart here. */
export function statusOf(reply: Reply): number {
  if (reply.ok) return 200
  const { code } = reply.error
  return statusByCode[code] ?? (missing.test(code) ? 404 : code.includes('.BAD_') ? 400 : 409)
}

/** The reply as the HTTP access service wants it. */
export function toHttpResponse(reply: Reply) {
  const status = statusOf(reply)
  const retryAfterSeconds = reply.ok ? undefined : toRecord(reply.error.fields).retryAfterSeconds
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 405 ? { allow: 'POST' } : {}),
      ...(typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : {}),
    },
    body: JSON.stringify(reply),
    isBase64Encoded: false,
  }
}
