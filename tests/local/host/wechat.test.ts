import path from 'node:path'
import type { Cloud } from '../../../local/cloud'
import { encrypt, sha1 } from '../../../local/wechat/push'
import { bundleFixtures, functionConfig, post, temporaryFolder } from './fixture-bundles'
import { startTestCloud } from './test-cloud'

const root = temporaryFolder()
let functionsFolder: string
let cloud: Cloud

const variables = Object.fromEntries(
  ['WECHAT_PUSH_TOKEN', 'WECHAT_PUSH_AES_KEY', 'WECHAT_APP_ID'].map((name) => [name, `{{env.${name}}}`]),
)
const options = () => ({
  folder: path.join(root, 'data'),
  root,
  functionsFolder,
  functions: [functionConfig('webhook', { envVariables: variables })],
})

beforeAll(async () => {
  functionsFolder = await bundleFixtures(['webhook'], path.join(root, 'functions'))
  cloud = await startTestCloud(options())
})
afterAll(() => cloud.close())

type Body = Record<string, unknown>
const api = async (name: string, body: Body, token?: string): Promise<Body> =>
  (await post(`${cloud.url}/wechat/${name}${token === undefined ? '' : `?access_token=${token}`}`, body)).body
const grant = (more: Body = {}): Body => ({
  grant_type: 'client_credential',
  appid: cloud.secrets.WECHAT_APP_ID,
  secret: cloud.secrets.WECHAT_APP_SECRET,
  ...more,
})
const takeToken = async (): Promise<string> => String((await api('cgi-bin/stable_token', grant()))['access_token'])
const business = async (name: string, body: Body): Promise<Body> =>
  api(`cgi-bin/express/business/${name}`, body, await takeToken())
const dev = async (name: string, body: Body): Promise<Body> => (await post(`${cloud.url}/dev/${name}`, body)).body
const seen = async (refuse = 0): Promise<{ isSigned: boolean; message: Body }[]> =>
  (await cloud.functions.invoke('webhook', { tell: true, refuse }, { source: 'sdk' })) as {
    isSigned: boolean
    message: Body
  }[]

describe('tokens', () => {
  it('are the same while good, new 5 minutes before the end, and refused when wrong, old or missing', async () => {
    const first = await api('cgi-bin/stable_token', grant())
    expect(first['expires_in']).toBe(7200)
    expect(await takeToken()).toBe(first['access_token'])
    await cloud.clock.advance(6_901_000)
    const second = await takeToken()
    expect(second).not.toBe(first['access_token'])
    const list = (token?: string) => api('cgi-bin/express/business/delivery/getall', {}, token)
    expect(await list(String(first['access_token']))).toMatchObject({ count: 11 })
    await cloud.clock.advance(300_000)
    expect((await list(String(first['access_token'])))['errcode']).toBe(42001)
    expect((await list('wrong'))['errcode']).toBe(40001)
    expect((await list())['errcode']).toBe(41001)
  })

  it('know the account, and ration forcing', async () => {
    expect((await api('cgi-bin/stable_token', grant({ appid: 'wx0' })))['errcode']).toBe(40013)
    expect((await api('cgi-bin/stable_token', grant({ secret: 'no' })))['errcode']).toBe(40125)
    const before = await takeToken()
    const forced = await api('cgi-bin/stable_token', grant({ force_refresh: true }))
    expect(forced['access_token']).not.toBe(before)
    expect((await api('cgi-bin/express/business/delivery/getall', {}, before))['errcode']).toBe(40001)
    expect((await api('cgi-bin/stable_token', grant({ force_refresh: true })))['errcode']).toBe(45011)
  })
})

describe('login codes', () => {
  const exchange = async (code: unknown): Promise<Body> => {
    const query = new URLSearchParams({
      appid: cloud.secrets.WECHAT_APP_ID,
      secret: cloud.secrets.WECHAT_APP_SECRET,
      js_code: String(code),
      grant_type: 'authorization_code',
    })
    return (await (await fetch(`${cloud.url}/wechat/sns/jscode2session?${query}`)).json()) as Body
  }

  it('are good once and for 5 minutes', async () => {
    const { code } = await dev('wechat/login', { openid: 'openid-1', unionid: 'union-1' })
    expect(await exchange(code)).toMatchObject({
      openid: 'openid-1',
      unionid: 'union-1',
      session_key: expect.any(String),
    })
    expect((await exchange(code))['errcode']).toBe(40163)
    expect((await exchange('never-given'))['errcode']).toBe(40029)
    const late = await dev('wechat/login', { openid: 'openid-1' })
    await cloud.clock.advance(301_000)
    expect((await exchange(late['code']))['errcode']).toBe(40029)
  })
})

describe('subscribe messages', () => {
  const send = async (more: Body = {}): Promise<Body> =>
    api(
      'cgi-bin/message/subscribe/send',
      { touser: 'openid-1', template_id: 'shipped', data: good, ...more },
      await takeToken(),
    )
  const good = {
    thing1: { value: '螺丝 M6' },
    character_string2: { value: 'SF1234567890123' },
    time3: { value: '2027年3月1日 10:20' },
  }

  it('take one permit each, and none without', async () => {
    await dev('wechat/template', { id: 'shipped', keys: Object.keys(good) })
    expect((await send())['errcode']).toBe(43101)
    await dev('wechat/permit', { openid: 'openid-1', template: 'shipped', count: 2 })
    expect([(await send())['errcode'], (await send())['errcode'], (await send())['errcode']]).toEqual([0, 0, 43101])
    const sent = (await (await fetch(`${cloud.url}/dev/wechat/messages`)).json()) as Body[]
    expect(sent).toHaveLength(2)
    expect(sent[0]).toMatchObject({ message: { touser: 'openid-1', data: good } })
  })

  it('must fill every key by its rule, and name the key that is wrong', async () => {
    await dev('wechat/permit', { openid: 'openid-1', template: 'shipped', count: 1 })
    const wrong: [string, Body][] = [
      ['thing1', { ...good, thing1: { value: '一'.repeat(21) } }],
      ['thing1', { ...good, thing1: { value: '' } }],
      ['character_string2', { ...good, character_string2: { value: '单号1' } }],
      ['time3', { ...good, time3: { value: 'soon' } }],
      ['time3', { thing1: good.thing1, character_string2: good.character_string2 }],
      ['extra9', { ...good, extra9: { value: 'x' } }],
    ]
    for (const [key, data] of wrong) {
      expect(await send({ data })).toEqual({ errcode: 47003, errmsg: `argument invalid! data.${key}.value invalid` })
    }
    expect((await send({ template_id: 'unknown' }))['errcode']).toBe(40037)
    expect((await send({ touser: 'x' }))['errcode']).toBe(40003)
    expect((await send())['errcode']).toBe(0)
  })
})

const party = (city: string): Body => ({
  name: '王',
  mobile: '13800000001',
  province: '上海',
  city,
  area: '浦东',
  address: '1号',
})
const order = (orderId: string, more: Body = {}): Body => ({
  add_source: 0,
  order_id: orderId,
  openid: 'openid-1',
  delivery_id: 'SF',
  biz_id: 'SF_CONTRACT',
  sender: party('上海市'),
  receiver: party('成都市'),
  shop: { goods_name: '螺丝', goods_count: 1 },
  cargo: { count: 1, weight: 1, space_x: 1, space_y: 1, space_z: 1, detail_list: [{ name: '螺丝', count: 1 }] },
  insured: { use_insured: 0, insured_value: 0 },
  service: { service_type: 0, service_name: '标准快递' },
  expect_time: 0,
  ...more,
})

describe('waybills', () => {
  it('are ordered once: the same order gives the same number', async () => {
    const first = await business('order/add', order('o-1'))
    expect(first).toMatchObject({ order_id: 'o-1', waybill_id: expect.stringMatching(/^SF\d{13}$/) })
    expect((await business('order/add', order('o-1')))['waybill_id']).toBe(first['waybill_id'])
    expect((await business('order/add', order('o-2')))['waybill_id']).not.toBe(first['waybill_id'])
    expect(await business('order/get', { order_id: 'o-1', delivery_id: 'SF' })).toMatchObject({
      waybill_id: first['waybill_id'],
      order_status: 0,
    })
    expect((await business('order/add', order('o-1', { delivery_id: 'YTO', biz_id: 'YTO_CONTRACT' })))['errcode']).toBe(
      9300501,
    )
  })

  it('need a known carrier, a contract and whole addresses', async () => {
    const codes: [number, Body][] = [
      [9300503, { delivery_id: 'NONE' }],
      [9300525, { biz_id: 'YTO_CONTRACT' }],
      [9300510, { service: { service_type: 9 } }],
      [9300526, { openid: '' }],
      [47001, { receiver: { ...party('成都市'), mobile: '' } }],
      [47001, { cargo: {} }],
      [47001, { order_id: 'x'.repeat(513) }],
      [9300501, { expect_time: undefined }],
    ]
    for (const [errcode, more] of codes)
      expect((await business('order/add', order('bad', more)))['errcode']).toBe(errcode)
    expect((await business('order/get', { order_id: 'bad', delivery_id: 'SF' }))['errcode']).toBe(9300522)
  })

  it('can be cancelled until the courier has come', async () => {
    await business('order/add', order('o-cancel'))
    expect((await business('order/cancel', { order_id: 'o-cancel', delivery_id: 'SF' }))['errcode']).toBe(0)
    expect(await business('order/get', { order_id: 'o-cancel', delivery_id: 'SF' })).toMatchObject({ order_status: 1 })
    await business('order/add', order('o-gone'))
    await cloud.clock.advance(3_700_000)
    expect((await business('order/cancel', { order_id: 'o-gone', delivery_id: 'SF' }))['errcode']).toBe(9300506)
  })
})

describe('parcels', () => {
  const eventsOf = (pushes: { message: Body }[], waybill: unknown) =>
    pushes
      .filter(({ message }) => message['WayBillId'] === waybill)
      .flatMap(({ message }) => message['Actions'] as Body[])

  it("travel on the cloud's clock and push signed events until they are signed for", async () => {
    await cloud.clock.advance(100 * 3_600_000)
    const { waybill_id: waybill } = await business('order/add', order('o-path'))
    await seen()
    await cloud.clock.advance(3_700_000)
    const first = await seen()
    expect(first.every(({ isSigned }) => isSigned)).toBe(true)
    expect(first[0]?.message).toMatchObject({
      MsgType: 'event',
      Event: 'add_express_path',
      DeliveryID: 'SF',
      WayBillId: waybill,
      OrderId: 'o-path',
      Count: 1,
      Actions: [{ ActionType: 100001, ActionTime: expect.any(Number) }],
    })
    await cloud.clock.advance(22 * 3_600_000)
    expect(eventsOf(await seen(), waybill).some((action) => String(action['ActionMsg']).includes('预计明日送达'))).toBe(
      true,
    )
    await cloud.clock.advance(30 * 3_600_000)
    expect(new Set(eventsOf(await seen(), waybill).map((action) => action['ActionType']))).toEqual(
      new Set([300002, 300003]),
    )
    expect(
      (await business('path/get', { order_id: 'o-path', delivery_id: 'SF', waybill_id: waybill }))['path_item_num'],
    ).toBe(5)
  })

  it('are pushed twice or out of order for some, as the real push does', async () => {
    const waybills: unknown[] = []
    for (let n = 0; n < 12; n += 1) waybills.push((await business('order/add', order(`o-many-${n}`)))['waybill_id'])
    await seen()
    await cloud.clock.advance(50 * 3_600_000)
    const pushes = await seen()
    const times = waybills.map((waybill) => eventsOf(pushes, waybill).map((action) => Number(action['ActionTime'])))
    expect(times.every((one) => new Set(one).size === 5)).toBe(true)
    expect(times.some((one) => one.length > 5)).toBe(true)
    expect(times.some((one) => one.some((time, n) => n > 0 && time < Number(one[n - 1])))).toBe(true)
  })

  it('are moved along at once in dev mode', async () => {
    const { waybill_id: waybill } = await business('order/add', order('o-move'))
    await seen()
    expect(await dev('parcel', { waybill })).toMatchObject({ isSigned: false, happened: [{ state: 'pushed' }] })
    expect(eventsOf(await seen(), waybill)).toHaveLength(1)
    expect(await dev('parcel', { waybill, step: 'signed' })).toMatchObject({ isSigned: true, next: null })
    expect(new Set(eventsOf(await seen(), waybill).map((action) => action['ActionType']))).toEqual(
      new Set([200001, 300002, 300003]),
    )
    expect((await post(`${cloud.url}/dev/parcel`, { waybill: 'none' })).status).toBe(404)
  })

  it('are pushed again when the shop does not answer success, three times at most', async () => {
    const { waybill_id: waybill } = await business('order/add', order('o-retry'))
    await seen(2)
    expect(await dev('parcel', { waybill })).toMatchObject({ happened: [{ state: 'pushed' }] })
    expect(eventsOf(await seen(3), waybill)).toHaveLength(3)
    const lost = (await dev('parcel', { waybill }))['happened'] as Body[]
    expect(lost.at(-1)).toMatchObject({ state: 'lost' })
    expect(eventsOf(await seen(0), waybill).length).toBeGreaterThanOrEqual(3)
  })

  it('are pushed sealed in safe mode', async () => {
    const { waybill_id: waybill } = await business('order/add', order('o-sealed'))
    await seen()
    await dev('wechat/safe-mode', { on: true })
    await dev('parcel', { waybill })
    await dev('wechat/safe-mode', { on: false })
    const [push] = await seen()
    expect(push).toMatchObject({ isSigned: true, message: { WayBillId: waybill } })
  })

  it('are remembered over a restart, and an answered waybill is on the disk', async () => {
    const { waybill_id: waybill } = await business('order/add', order('o-kept'))
    await cloud.close()
    cloud = await startTestCloud(options())
    expect((await business('order/add', order('o-kept')))['waybill_id']).toBe(waybill)
  })
})

describe("WeChat's own test vectors", () => {
  it('give the documented signatures', () => {
    expect(sha1('AAAAA', '1714036504', '1514711492')).toBe('f464b24fc39322e44b38aa78f5edd27bd1441696')
    expect(sha1('AAAAA', '1714037059', '486452656')).toBe('899cf89e464efb63f54ddac96b0a0a235f53aa78')
  })

  it('give the documented sealed message', () => {
    const account = { appId: 'wxba5fad812f8e6fb9', appSecret: '', pushToken: 'AAAAA', pushAesKey: 'A'.repeat(43) }
    const sealed = encrypt('{"demo_resp":"good luck"}', account, Buffer.from('707722b803182950'))
    expect(sealed).toBe('ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==')
    expect(sha1('AAAAA', '1713424427', '415670741', sealed)).toBe('1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1')
  })
})
