import { type HttpAnswer, type Reply, type Shop, startShop } from '../support/shop'
import { ADDRESS as address, fillShop } from '../support/small-shop'

let shop: Shop
let session: string
let othersOrderId: string
beforeAll(async () => {
  shop = await startShop()
  await fillShop(shop.doors, { screw: { 'W1/B1': 100 } })
  session = await shop.session('customer:1')
  const lines = [{ itemId: 'screw', quantity: 1 }]
  const input = { requestId: 'others-order-1', lines, address, note: '' }
  othersOrderId = (await shop.want<{ id: string }>('customer', 'customer:2', 'order.place', input)).id
})
afterAll(() => shop?.stop())

interface Sent {
  path?: string
  method?: string
  body?: string | undefined
  headers?: Record<string, string>
}

/** A request as anybody can make it; signed in as customer:1 unless told otherwise. */
function send({ path = '/customer', method = 'POST', body, headers }: Sent): Promise<HttpAnswer> {
  const all = { 'content-type': 'application/json', ...(headers ?? { authorization: `Bearer ${session}` }) }
  return shop.http(path, { method, headers: all, ...(body === undefined ? {} : { body }) })
}
function ask(path: unknown, input: unknown, headers?: Record<string, string>): Promise<HttpAnswer> {
  return send({ body: JSON.stringify({ path, input }), ...(headers === undefined ? {} : { headers }) })
}

/** How many documents there are; the counters of the slowed actions are not the business's. */
async function countDocuments(): Promise<number> {
  const query = { collectionName: 'limits', queryType: 'WHERE', query: '{}' }
  const reply = (await shop.cloud.database.send('database.calculateDocument', query)) as { data: { total: number } }
  return shop.cloud.database.documentCount() - reply.data.total
}

/** Sends, and checks what holds for every refusal: code, trace id in the log, nothing written, nothing of ours leaked. */
async function refused(sent: Promise<HttpAnswer>): Promise<[status: number, code: string]> {
  const { status, text, headers } = await sent
  const reply = JSON.parse(text) as Reply
  if (reply.ok) throw new Error(`let in: ${text}`)
  const { code, message, traceId = 'none' } = reply.error
  expect(message.length).toBeGreaterThan(5)
  expect(headers.get('content-type')).toContain('application/json')
  expect(text).not.toMatch(/\bat \S+[:(]|node_modules|dist\/|\.ts\b|mongo|stack/i)
  expect(shop.log.filter((line) => line.includes(traceId) && line.includes(`"outcome":"${code}"`))).toHaveLength(1)
  return [status, code]
}

const order = (change: object) => ({
  requestId: 'bad-input-01',
  lines: [{ itemId: 'screw', quantity: 1 }],
  address,
  ...change,
})
const ofQuantity = (quantity: unknown) => order({ lines: [{ itemId: 'screw', quantity }] })

describe('bad input', () => {
  let documentsBefore: number
  beforeEach(async () => {
    documentsBefore = await countDocuments()
  })
  afterEach(async () => {
    expect(await countDocuments()).toBe(documentsBefore)
  })

  it.each([
    'no.such',
    'order',
    'order.place.now',
    '',
    '__proto__',
    'constructor',
    'order.__proto__',
    'toString',
    'x'.repeat(5000),
  ])('refuses the unknown path %#: 404 REQUEST.UNKNOWN_PATH', async (path) => {
    expect(await refused(ask(path, {}))).toEqual([404, 'REQUEST.UNKNOWN_PATH'])
  })

  it('refuses an unknown path in the address as well', async () => {
    expect(await refused(send({ path: '/customer/order/nosuch', body: '{}' }))).toEqual([404, 'REQUEST.UNKNOWN_PATH'])
    expect(await refused(send({ path: '/customer/__proto__', body: '{}' }))).toEqual([404, 'REQUEST.UNKNOWN_PATH'])
  })

  it.each([[null], [1], [['order', 'place']], [{ $ne: null }]])('refuses %j for a path: 400', async (path) => {
    expect(await refused(ask(path, {}))).toEqual([400, 'REQUEST.INVALID'])
  })

  it.each(['{', 'path=order.place', '[]', 'null', '"x"', '{"path":"me.get","input":{},"openid":"x"}'])(
    'refuses the body %s: 400',
    async (body) => {
      expect(await refused(send({ body }))).toEqual([400, 'REQUEST.INVALID'])
    },
  )

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('refuses %s: 405, and says that POST is the way', async (method) => {
    const answer = send({ method, body: method === 'GET' ? undefined : '{}' })
    expect(await refused(answer)).toEqual([405, 'REQUEST.METHOD'])
    expect((await answer).headers.get('allow')).toBe('POST')
  })

  it('refuses 3 MB at the door and 10 MB before it: 413', async () => {
    const ofBytes = (bytes: number) => JSON.stringify({ path: 'order.place', input: { note: 'x'.repeat(bytes) } })
    expect(await refused(send({ body: ofBytes(3_000_000) }))).toEqual([413, 'REQUEST.TOO_LARGE'])
    const { status, text } = await send({ body: ofBytes(10_000_000) })
    expect([status, (JSON.parse(text) as { error: { code: string } }).error.code]).toEqual([413, 'REQUEST.TOO_LARGE'])
  })

  it('refuses input that is nested 100 000 deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const body = `{"path":"order.place","input":${deep}}`
    expect(await refused(send({ body }))).toEqual([400, 'REQUEST.INVALID'])
  })

  it('asks for a session: 401 without one, 401 for a forged, foreign or altered one', async () => {
    expect(await refused(ask('profile.get', {}, {}))).toEqual([401, 'AUTH.NEEDED'])
    const bad = ['Bearer x', 'Bearer', 'Basic YTpi', `Bearer ${session}x`, `Bearer ${session.slice(0, -10)}`, session]
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${session.split('.')[1] ?? ''}.`
    for (const authorization of [...bad, `Bearer ${unsigned}`])
      expect(await refused(ask('profile.get', {}, { authorization }))).toEqual([401, 'AUTH.EXPIRED'])
  })

  it('keeps a session out of the body', async () => {
    const body = JSON.stringify({ path: 'profile.get', input: {}, session })
    expect(await refused(send({ body, headers: {} }))).toEqual([400, 'REQUEST.INVALID'])
  })

  it('does not show, cancel or track the order of another customer: 404, as one that does not exist', async () => {
    for (const path of ['order.get', 'order.cancel', 'tracking.get']) {
      const [others, nobodys] = [
        await ask(path, { orderId: othersOrderId }),
        await ask(path, { orderId: 'nosuchorder' }),
      ]
      expect(await refused(Promise.resolve(others))).toEqual(await refused(Promise.resolve(nobodys)))
      expect(others.status).toBe(404)
    }
  })

  it('refuses an identity, a role or a customer put beside or into the input', async () => {
    const extras = [
      { openid: 'demo-openid-customer-2' },
      { userInfo: { openId: 'x' } },
      { customerId: 'x' },
      { role: 'owner' },
    ]
    for (const extra of extras) {
      const beside = JSON.stringify({ path: 'profile.get', input: {}, ...extra })
      expect(await refused(send({ body: beside }))).toEqual([400, 'REQUEST.INVALID'])
      expect(await refused(ask('order.list', extra))).toEqual([400, 'REQUEST.INVALID'])
    }
  })

  it.each([{ $ne: null }, { $gt: '' }, { $regex: '.*' }, { $where: '1' }, ['a'], null, 7, true])(
    'refuses %j wherever a text value is expected',
    async (value) => {
      const asked: [string, object][] = [
        ['order.get', { orderId: value }],
        ['order.cancel', { orderId: value }],
        ['order.place', order({ requestId: value })],
        ['order.place', order({ lines: [{ itemId: value, quantity: 1 }] })],
        ['order.place', order({ note: value })],
        ['order.place', order({ address: { ...address, city: value } })],
        ['order.list', { after: value }],
        ['catalog.item', { itemId: value }],
        ['catalog.search', { text: value }],
        ['session.refresh', { refresh: value }],
        ['signIn.poll', { ticket: value, secret: value }],
        ['tracking.lookup', { orderNumber: value, phoneLastFour: value }],
      ]
      for (const [path, input] of asked) expect(await refused(ask(path, input))).toEqual([400, 'REQUEST.INVALID'])
      await shop.cloud.clock.advance(60_000)
    },
  )

  it.each([0, -1, -0.5, 1.5, 100_001, 1e21, 9_007_199_254_740_993, '3', null, [1], { $inc: 1 }, true])(
    'refuses a quantity of %j: 400',
    async (quantity) => {
      expect(await refused(ask('order.place', ofQuantity(quantity)))).toEqual([400, 'REQUEST.INVALID'])
      expect(await refused(ask('quote.lookup', ofQuantity(quantity)))).toEqual([400, 'REQUEST.INVALID'])
    },
  )

  it('refuses no lines, 51 lines, and one item on two lines', async () => {
    const many = Array.from({ length: 51 }, (_, n) => ({ itemId: `i${n}`, quantity: 1 }))
    const twice = [
      { itemId: 'screw', quantity: 1 },
      { itemId: 'screw', quantity: 2 },
    ]
    for (const lines of [[], many, twice])
      expect(await refused(ask('order.place', order({ lines })))).toEqual([400, 'REQUEST.INVALID'])
  })

  it('refuses unknown items with a code of the business', async () => {
    const [status, code] = await refused(ask('order.place', order({ lines: [{ itemId: 'nosuch', quantity: 1 }] })))
    expect([status, code]).toEqual([409, 'QUOTE.ITEM_UNKNOWN'])
  })

  it('refuses a price, a discount or a total sent by the client', async () => {
    const bad = [
      order({ lines: [{ itemId: 'screw', quantity: 1, unitFen: 1 }] }),
      order({ lines: [{ itemId: 'screw', quantity: 1, discountBasisPoints: 9999 }] }),
      order({ totalFen: 1 }),
    ]
    for (const input of bad) expect(await refused(ask('order.place', input))).toEqual([400, 'REQUEST.INVALID'])
  })

  it('refuses __proto__ and constructor as fields, and no prototype is changed', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const body = `{"path":"order.list","input":{"${key}":{"limit":1,"role":"owner"}}}`
      expect(await refused(send({ body }))).toEqual([400, 'REQUEST.INVALID'])
    }
    expect(({} as { role?: string }).role).toBeUndefined()
  })

  it('names the wrong fields and how they are wrong, and repeats nothing that was sent', async () => {
    const secret = '<script>alert(13912345678)</script>'
    const input = { ...ofQuantity(1.5), note: { secret }, [secret]: secret }
    const { text } = await ask('order.place', input)
    const reply = JSON.parse(text) as { error: { fields: { path: string; message: string }[] } }
    expect(reply.error.fields.map((field) => field.path).sort()).toEqual(['?', 'lines.0.quantity', 'note'])
    expect(text).not.toMatch(/script|13912345678|1\.5/)
  })

  it('answers INTERNAL with a trace id when the database fails, logs the cause once and says nothing of it', async () => {
    shop.cloud.faults.add({ action: 'database.aggregateDocuments', kind: 'fail', nth: 1, every: false, ms: 0 })
    const answer = await ask('profile.get', {})
    shop.cloud.faults.clear()
    expect(await refused(Promise.resolve(answer))).toEqual([500, 'INTERNAL'])
    const { traceId } = (JSON.parse(answer.text) as { error: { traceId: string } }).error
    expect(shop.log.filter((line) => line.includes(traceId) && line.includes('"causes"'))).toHaveLength(1)
  })
})

describe('the log', () => {
  it('has one line for each invocation: action, role, calls, trips, outcome', async () => {
    const before = shop.log.length
    await ask('profile.get', {})
    const lines = shop.log.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({
      door: 'customer',
      action: 'profile.get',
      role: 'customer',
      storeCalls: 1,
      storeTrips: 1,
      outcome: 'ok',
    })
    expect(lines[0]?.person).toMatch(/^[a-z2-7]{8}$/)
    expect(lines[0]?.durationMs).toBeGreaterThan(0)
  })

  it('holds no openid, phone, token, name, address or note in clear after everything above', async () => {
    await ask('order.place', order({ note: '请放门口 13912345678' }))
    const all = shop.log.join('\n')
    for (const secret of [
      'demo-openid',
      '13800000001',
      '13912345678',
      session,
      session.slice(-20),
      '王芳',
      '测试路',
      '请放门口',
    ])
      expect(all.includes(secret)).toBe(false)
  })
})
