import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Store } from '../../ports/store'
import type { WaybillOrder } from '../../ports/wechat'
import { createWechat } from './index'

type Answer = Record<string, unknown> | 'hang up'

/** What the server answers, by path, one after the other; the last one stays. */
let answers: Record<string, Answer[]>
let asked: { path: string; token: string | null; body: Record<string, unknown> }[]
let server: Server

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
      asked.push({ path: url.pathname, token: url.searchParams.get('access_token'), body })
      const queue = answers[url.pathname] ?? [{ errcode: 404, errmsg: 'no such path' }]
      const answer = queue.length > 1 ? queue.shift() : queue[0]
      if (answer === 'hang up' || answer === undefined) request.socket.destroy()
      else response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

beforeEach(() => {
  answers = {}
  asked = []
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

let apps = 0
const now = new Date('2026-05-01T00:00:00Z')

/** A shop of its own each time, so that no test finds another's token. */
function newWechat(kept = new Map<string, unknown>()) {
  apps += 1
  const appId = `wx${apps}`
  const store = {
    get: (_collection: unknown, id: string) => Promise.resolve(kept.get(id)),
    put: (_collection: unknown, document: { _id: string }) => Promise.resolve(void kept.set(document._id, document)),
  } as unknown as Store
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clock = { now: () => now, sleep: () => Promise.resolve() }
  return { wechat: createWechat({ appId, appSecret: 'secret-of-the-app', apiBase }, store, clock), kept, appId }
}

const TOKEN = '/cgi-bin/stable_token'
const ACCOUNTS = '/cgi-bin/express/business/account/getall'
const ADD = '/cgi-bin/express/business/order/add'
const GET = '/cgi-bin/express/business/order/get'
const grant = (access_token: string) => ({ access_token, expires_in: 7200 })
const accounts = { errcode: 0, list: [{ biz_id: 'B1', delivery_id: 'JDL', status_code: 0 }] }

const party = {
  name: '王芳',
  phone: '13800000001',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  detail: '1 号',
}
const order: WaybillOrder = {
  ...{ orderId: 'n1', openid: 'o1', carrier: 'JD', sender: party, receiver: party },
  goods: [{ name: '螺丝', count: 3 }],
}

const pathsAsked = () => asked.map((one) => one.path)

describe('the access token', () => {
  it('is fetched once for 3 calls, kept for the other instances, and taken from there by the next', async () => {
    answers = { [TOKEN]: [grant('t1')], [ACCOUNTS]: [accounts], [ADD]: [{ waybill_id: 'JD1' }] }
    const { wechat, kept, appId } = newWechat()
    for (let n = 0; n < 3; n += 1) await wechat.createWaybill(order)
    expect(pathsAsked().filter((path) => path === TOKEN)).toHaveLength(1)
    expect(kept.get(`access-${appId}`)).toMatchObject({ token: 't1', expiresAt: new Date('2026-05-01T02:00:00Z') })
    expect(new Set(asked.slice(1).map((one) => one.token))).toEqual(new Set(['t1']))
  })

  it.each([40001, 40014, 42001])('is renewed once and the call made again after errcode %i', async (errcode) => {
    answers = {
      [TOKEN]: [grant('t1'), grant('t2')],
      [ACCOUNTS]: [{ errcode }, accounts],
      [ADD]: [{ waybill_id: 'JD1' }],
    }
    expect(await newWechat().wechat.createWaybill(order)).toEqual({ ok: true, value: { waybillNumber: 'JD1' } })
    expect(asked.filter((one) => one.path === ACCOUNTS).map((one) => one.token)).toEqual(['t1', 't2'])
  })

  it('is forced only when WeChat gives back the very token that it did not take, and once', async () => {
    answers = { [TOKEN]: [grant('t1'), grant('t1'), grant('t3')], [ACCOUNTS]: [{ errcode: 40001 }] }
    await expect(newWechat().wechat.createWaybill(order)).rejects.toThrow('40001')
    expect(asked.filter((one) => one.path === TOKEN).map((one) => one.body['force_refresh'])).toEqual([
      false,
      false,
      true,
    ])
    expect(asked.filter((one) => one.path === ACCOUNTS)).toHaveLength(2)
  })

  it('in its last minute is not used any more', async () => {
    answers = { [TOKEN]: [grant('fresh')], [ACCOUNTS]: [accounts], [ADD]: [{ waybill_id: 'JD1' }] }
    const id = `access-wx${apps + 1}`
    const old = { _id: id, token: 'old', expiresAt: new Date(now.getTime() + 59_000) }
    await newWechat(new Map([[id, old]])).wechat.createWaybill(order)
    expect(asked.at(-1)?.token).toBe('fresh')
  })
})

describe('createWaybill', () => {
  beforeEach(() => (answers = { [TOKEN]: [grant('t')], [ACCOUNTS]: [accounts] }))

  it('sends the shop’s account, WeChat’s name of the carrier and 3 pieces', async () => {
    answers[ADD] = [{ waybill_id: 'JD1' }]
    await newWechat().wechat.createWaybill(order)
    expect(asked.at(-1)?.body).toMatchObject({
      ...{ add_source: 0, openid: 'o1', order_id: 'n1', delivery_id: 'JDL', biz_id: 'B1' },
      ...{ shop: { goods_count: 3 }, receiver: { mobile: '13800000001', area: '浦东新区' } },
    })
  })

  it('names the app in place of the openid for a customer who never came by WeChat', async () => {
    answers[ADD] = [{ waybill_id: 'JD1' }]
    const { wechat, appId } = newWechat()
    await wechat.createWaybill({ ...order, openid: '' })
    expect(asked.at(-1)?.body).toMatchObject({ add_source: 2, wx_appid: appId })
    expect(asked.at(-1)?.body).not.toHaveProperty('openid')
  })

  it('gives the first number when WeChat refuses the repeat as a double', async () => {
    answers[ADD] = [{ errcode: 9300501, delivery_resultmsg: '订单号重复' }]
    answers[GET] = [{ errcode: 0, waybill_id: 'JD-FIRST', order_status: 0 }]
    expect(await newWechat().wechat.createWaybill(order)).toEqual({ ok: true, value: { waybillNumber: 'JD-FIRST' } })
  })

  it('does not give the number of a cancelled order, but the carrier’s own words', async () => {
    answers[ADD] = [{ errcode: 9300501, delivery_resultmsg: '客户密码不正确' }]
    answers[GET] = [{ errcode: 0, waybill_id: 'JD-OLD', order_status: 1 }]
    expect(await newWechat().wechat.createWaybill(order)).toMatchObject({
      refusal: { code: 'WECHAT.CARRIER_REFUSED', fields: { reason: '客户密码不正确' } },
    })
  })

  it('refuses a carrier without an account before anything is ordered', async () => {
    const reply = await newWechat().wechat.createWaybill({ ...order, carrier: 'SF' })
    expect(reply).toMatchObject({ refusal: { code: 'WECHAT.CARRIER_ACCOUNT_MISSING', fields: { carrier: 'SF' } } })
    expect(pathsAsked()).not.toContain(ADD)
  })

  it('says that asking again is safe when the line is lost after the order', async () => {
    answers[ADD] = ['hang up']
    expect(await newWechat().wechat.createWaybill(order)).toMatchObject({ refusal: { code: 'WECHAT.UNREACHABLE' } })
  })

  it('throws for an answer it has no words for, without secret or token in it', async () => {
    answers[ADD] = [{ errcode: 48001, errmsg: 'api unauthorized' }]
    const error = await newWechat()
      .wechat.createWaybill(order)
      .catch((thrown: unknown) => thrown)
    expect(String(error)).toContain('48001')
    expect(String(error)).not.toMatch(/secret|access_token/)
  })
})

describe('openidOfCode', () => {
  it.each([
    [40029, 'WECHAT.BAD_CODE'],
    [40163, 'WECHAT.USED_CODE'],
    [40226, 'WECHAT.BLOCKED_USER'],
    [45011, 'WECHAT.BUSY'],
    [-1, 'WECHAT.BUSY'],
  ])('refuses errcode %i as %s', async (errcode, code) => {
    answers['/sns/jscode2session'] = [{ errcode }]
    expect(await newWechat().wechat.openidOfCode('c')).toMatchObject({ ok: false, refusal: { code } })
  })

  it('gives openid and unionid, and never the session key', async () => {
    answers['/sns/jscode2session'] = [{ openid: 'o1', unionid: 'u1', session_key: 'secret' }]
    expect(await newWechat().wechat.openidOfCode('c')).toEqual({ ok: true, value: { openid: 'o1', unionid: 'u1' } })
  })
})
