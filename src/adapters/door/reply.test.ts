import { statusOf, toHttpResponse, type Reply } from './reply'

const refusal = (code: string, fields?: Record<string, unknown>): Reply => ({
  ok: false,
  error: { code, message: 'No.', traceId: 't', ...(fields === undefined ? {} : { fields }) },
})

describe('reply', () => {
  it('gives each kind of refusal its status', () => {
    const statuses = {
      'REQUEST.INVALID': 400,
      'CATALOG.BAD_CURSOR': 400,
      'AUTH.NEEDED': 401,
      'AUTH.EXPIRED': 401,
      'AUTH.FORBIDDEN': 403,
      'REQUEST.UNKNOWN_PATH': 404,
      'ORDER.NOT_FOUND': 404,
      'CATALOG.NO_ITEM': 404,
      'REQUEST.METHOD': 405,
      'STOCK.SHORT': 409,
      'ORDER.NO_ADDRESS': 409,
      'REQUEST.TOO_LARGE': 413,
      'REQUEST.SLOW_DOWN': 429,
      INTERNAL: 500,
      'REQUEST.UNCERTAIN': 503,
      'WECHAT.UNREACHABLE': 503,
    }
    const found = Object.keys(statuses).map((code) => [code, statusOf(refusal(code))])
    expect(Object.fromEntries(found)).toEqual(statuses)
    expect(statusOf({ ok: true, output: null })).toBe(200)
  })

  it('says how long to wait, which method to use, and that nothing of it is to be kept', () => {
    const slowed = toHttpResponse(refusal('REQUEST.SLOW_DOWN', { retryAfterSeconds: 12 }))
    expect(slowed.headers).toMatchObject({ 'retry-after': '12', 'cache-control': 'no-store' })
    expect(toHttpResponse(refusal('REQUEST.METHOD')).headers).toMatchObject({ allow: 'POST' })
    expect(JSON.parse(slowed.body)).toEqual(refusal('REQUEST.SLOW_DOWN', { retryAfterSeconds: 12 }))
  })
})
