import { createHash } from 'node:crypto'
import { encrypt } from '@wecom/crypto'
import * as z from 'zod'
import { trackingSchema } from '../../src/shipment/contract'
import { openRawDatabase } from '../support/invariants'
import { type SentParcel, sendParcel } from '../support/parcels'
import { type RunningShop, startShop } from '../support/running-shop'
import { fillShop } from '../support/small-shop'

let shop: RunningShop
let parcel: SentParcel

beforeAll(async () => {
  shop = await startShop()
  await fillShop(shop.doors, { A: { 'W1/B1': 100 } })
})

beforeEach(async () => {
  parcel = await sendParcel(shop.doors, 'customer:1')
})

afterAll(() => shop.stop())

const TIME = { timestamp: '1795240920', nonce: '415670741' }

function sha1(...parts: string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex')
}

function signed(more: Record<string, string> = {}): Record<string, string> {
  return { ...TIME, signature: sha1(shop.cloud.secrets.WECHAT_PUSH_TOKEN, TIME.timestamp, TIME.nonce), ...more }
}

async function push(query: Record<string, string>, body: string | undefined, address = 'mini-program') {
  const url = `${shop.doors.url}/webhook/${address}?${new URLSearchParams(query).toString()}`
  const answer = await fetch(url, body === undefined ? {} : { method: 'POST', body })
  return { status: answer.status, text: await answer.text() }
}

const SUCCESS = { status: 200, text: 'success' }

function pathEvent(events: [hour: number, type: number, text: string][], more: object = {}): string {
  return JSON.stringify({
    ...{ ToUserName: 'gh_1', FromUserName: 'demo-openid-customer-1', CreateTime: 1, MsgType: 'event' },
    ...{ Event: 'add_express_path', DeliveryID: 'SF', WayBillId: parcel.waybill, OrderId: parcel.noteId },
    Actions: events.map(([hour, ActionType, ActionMsg]) => ({
      ActionTime: 1795240920 + hour * 3600,
      ActionType,
      ActionMsg,
    })),
    ...more,
  })
}

async function statesSeen(): Promise<string[]> {
  const input = { orderId: parcel.orderId }
  const { events } = await shop.doors.read(trackingSchema, 'customer:1', 'tracking.get', input)
  return events.map((event) => event.state)
}

/** The parcel's document as it lies in the database, to see that nothing was written at all. */
async function rawParcel(): Promise<unknown> {
  const { data } = await openRawDatabase(shop.doors.url).collection('parcels').doc(`SF-${parcel.waybill}`).get()
  return data
}

describe('the push address', () => {
  it('answers the check with its echo and a wrong signature with 403', async () => {
    expect(await push(signed({ echostr: '4375120948345356249' }), undefined)).toEqual({
      status: 200,
      text: '4375120948345356249',
    })
    expect((await push(signed({ echostr: 'x', nonce: '1' }), undefined)).status).toBe(403)
    expect((await push({ echostr: 'x' }, undefined)).status).toBe(403)
  })

  it('is the only one of its kind: others are 404, other methods 405', async () => {
    expect((await push(signed(), '{}', 'official')).status).toBe(404)
    const url = `${shop.doors.url}/webhook/mini-program?${new URLSearchParams(signed()).toString()}`
    expect((await fetch(url, { method: 'PUT', body: '{}' })).status).toBe(405)
  })
})

describe('a pushed path', () => {
  it('twice and out of order has the effect of once and in order (#105)', async () => {
    const [collected, moving] = [pathEvent([[1, 100001, '已揽收']]), pathEvent([[6, 200001, '运输中']])]
    for (const body of [moving, collected, moving, collected]) expect(await push(signed(), body)).toEqual(SUCCESS)
    expect(await statesSeen()).toEqual(['collected', 'in_transit'])
  })

  it('comes as a list, as one action that is no list, and 10 times at once', async () => {
    const Actions = { ActionTime: '1795240920', ActionType: '100001', ActionMsg: '已揽收' }
    const replies = await Promise.all(Array.from({ length: 10 }, () => push(signed(), pathEvent([], { Actions }))))
    expect(replies).toEqual(Array(10).fill(SUCCESS))
    expect(await statesSeen()).toEqual(['collected'])
  })

  it('is read in safe mode, when it is signed and meant for our app', async () => {
    const { WECHAT_PUSH_TOKEN, WECHAT_PUSH_AES_KEY, WECHAT_APP_ID } = shop.cloud.secrets
    const seal = (appId: string) => encrypt(WECHAT_PUSH_AES_KEY, pathEvent([[1, 100001, '已揽收']]), appId)
    const query = (sealed: string) =>
      signed({ encrypt_type: 'aes', msg_signature: sha1(WECHAT_PUSH_TOKEN, TIME.timestamp, TIME.nonce, sealed) })
    const body = (sealed: string) => JSON.stringify({ ToUserName: 'gh_1', Encrypt: sealed })

    const [ours, theirs] = [seal(WECHAT_APP_ID), seal('wx0000000000000000')]
    expect((await push(query(theirs), body(theirs))).status).toBe(403)
    expect((await push(query(ours), body(theirs))).status).toBe(403)
    expect(await statesSeen()).toEqual([])
    expect(await push(query(ours), body(ours))).toEqual(SUCCESS)
    expect(await statesSeen()).toEqual(['collected'])
  })

  it('comes through the stand-in in safe mode as well', async () => {
    await shop.doors.dev('wechat/safe-mode', { on: true })
    await shop.doors.dev('parcel', { waybill: parcel.waybill, step: 'next' })
    await shop.doors.dev('wechat/safe-mode', { on: false })
    expect(await statesSeen()).toEqual(['collected'])
  })

  it('with a wrong signature is 403 and writes nothing', async () => {
    const before = await rawParcel()
    const body = pathEvent([[48, 300003, '已签收']])
    for (const query of [{}, signed({ signature: '0'.repeat(40) }), signed({ nonce: '7' }), { signature: '' }])
      expect((await push(query, body)).status).toBe(403)
    expect(await rawParcel()).toEqual(before)
  })
})

describe('what we have no use for', () => {
  it('is answered success and logged: other events, other shops’ waybills, malformed paths', async () => {
    const bodies = [
      JSON.stringify({ MsgType: 'event', Event: 'user_enter_tempsession', FromUserName: 'o1' }),
      JSON.stringify({ MsgType: 'text', Content: '在吗' }),
      pathEvent([[1, 100001, '已揽收']], { WayBillId: 'SF0000000000000', OrderId: 'somebody-else' }),
      pathEvent([], { WayBillId: { $ne: null } }),
      pathEvent([], { Actions: [{ ActionTime: 'yesterday' }] }),
    ]
    for (const body of bodies) expect(await push(signed(), body)).toEqual(SUCCESS)
    const outcomes = shop.lines
      .map((line) => JSON.parse(line) as { door?: string; outcome?: string })
      .filter((line) => line.door === 'webhook')
      .map((line) => line.outcome)
    expect(outcomes.slice(-5)).toEqual([
      ...['PUSH.UNKNOWN_EVENT', 'PUSH.UNKNOWN_EVENT', 'PUSH.UNKNOWN_WAYBILL', 'PUSH.BAD_MESSAGE', 'PUSH.BAD_MESSAGE'],
    ])
    expect(await statesSeen()).toEqual([])
  })

  it('is refused when it is no JSON message or above 1 MB', async () => {
    expect((await push(signed(), '<xml><MsgType>event</MsgType></xml>')).status).toBe(400)
    expect((await push(signed(), '[]')).status).toBe(400)
    const big = pathEvent([[1, 100001, 'x'.repeat(1024 * 1024)]])
    expect((await push(signed(), big)).status).toBe(413)
  })

  it('leaves no openid and no text of a message in the log', async () => {
    await push(signed(), pathEvent([[1, 100001, '秘密的话']]))
    expect(shop.lines.filter((line) => line.includes('"webhook"')).join('\n')).not.toMatch(/demo-openid|秘密|SF\d/)
  })
})

describe('a message that CloudBase hands to the function itself', () => {
  const forged = () => JSON.parse(pathEvent([[48, 300003, '已签收']])) as object

  it('is not believed: a customer who forges a signature of their parcel changes nothing', async () => {
    await shop.cloud.clock.advance(10_000)
    for (const caller of [{ source: 'wechat', openid: 'demo-openid-customer-1' }, { source: 'sdk' }] as const) {
      await shop.cloud.functions.invoke('webhook', forged(), caller)
      await shop.cloud.clock.advance(10_000)
    }
    expect(await statesSeen()).toEqual([])
  })

  it('makes us ask WeChat, which says what is true', async () => {
    await shop.cloud.clock.advance(2 * 3_600_000)
    await openRawDatabase(shop.doors.url)
      .collection('parcels')
      .doc(`SF-${parcel.waybill}`)
      .update({ events: openRawDatabase(shop.doors.url).command.set({}) })
    expect(await statesSeen()).toEqual([])
    const answer = await shop.cloud.functions.invoke('webhook', forged(), { source: 'sdk' })
    expect(answer).toBe('success')
    expect(await statesSeen()).toEqual(['collected'])
  })
})

describe('a push that comes before we wrote the parcel down', () => {
  it('finishes the note that a crash left and then is kept', async () => {
    const database = openRawDatabase(shop.doors.url)
    const undo = { state: 'sending', waybillNumber: null, sentAt: null }
    await database.collection('deliveryNotes').doc(parcel.noteId).update(undo)
    await database.collection('parcels').doc(`SF-${parcel.waybill}`).remove()
    expect(await push(signed(), pathEvent([[1, 100001, '已揽收']]))).toEqual(SUCCESS)
    expect(await statesSeen()).toEqual(['collected'])
    const note = z.looseObject({ state: z.string(), waybillNumber: z.string() })
    const input = { noteId: parcel.noteId }
    expect(await shop.doors.read(note, 'warehouse:1', 'shipment.get', input)).toMatchObject({
      state: 'sent',
      waybillNumber: parcel.waybill,
    })
  })

  it('answers 500 when the database is away, so that WeChat sends it again', async () => {
    shop.cloud.faults.add({ action: '*', kind: 'fail', nth: 1, every: true, ms: 0, collection: 'parcels' })
    const body = pathEvent([[1, 100001, '已揽收']])
    expect((await push(signed(), body)).status).toBe(500)
    shop.cloud.faults.clear()
    expect(await push(signed(), body)).toEqual(SUCCESS)
    expect(await statesSeen()).toEqual(['collected'])
  })
})
