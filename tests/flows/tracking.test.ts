import type * as z from 'zod'
import { orderViewSchema } from '../../src/order/contract'
import { trackingSchema } from '../../src/shipment/contract'
import { codeOf, type Reply, replySchema } from '../support/doors'
import { type SentParcel, sendParcel } from '../support/parcels'
import { type RunningShop, startShop, usagesOf } from '../support/running-shop'
import { ADDRESS, fillShop, placeOrder } from '../support/small-shop'

let shop: RunningShop

beforeAll(async () => {
  shop = await startShop()
  await fillShop(shop.doors, { A: { 'W1/B1': 100 } })
})

afterAll(() => shop.stop())

const track = (parcel: SentParcel): Promise<z.output<typeof trackingSchema>> =>
  shop.doors.read(trackingSchema, 'customer:1', 'tracking.get', { orderId: parcel.orderId })
const move = (parcel: SentParcel, step: 'next' | 'all') => shop.doors.dev('parcel', { waybill: parcel.waybill, step })

async function lookUp(orderNumber: string, phoneLastFour: string): Promise<Reply> {
  const body = JSON.stringify({ path: 'tracking.lookup', input: { orderNumber, phoneLastFour } })
  return replySchema.parse(await (await fetch(`${shop.doors.url}/customer`, { method: 'POST', body })).json())
}

/** Twice at most 20 guesses a minute come from one address: tests that look up take a minute each of the shop's clock. */
const nextMinute = () => shop.cloud.clock.advance(60_000)

describe('a parcel on its way (#78 #105 #106)', () => {
  it('begins as created, with carrier and number and nothing else to tell', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    expect(await track(parcel)).toEqual({
      ...{ orderNumber: parcel.orderNumber, carrier: 'SF', waybillNumber: parcel.waybill },
      ...{ state: 'created', expected: null, events: [] },
      receiver: { name: '王**', phone: '138****0001', place: '上海市浦东新区' },
    })
  })

  it('moves 已揽收, 运输中, says 预计明日送达, and is signed: the order as well, once', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    const seen: [string, string | null][] = []
    for (let step = 0; step < 5; step += 1) {
      await move(parcel, 'next')
      const { state, expected } = await track(parcel)
      seen.push([state, expected])
    }
    expect(seen).toEqual([
      ['collected', null],
      ['in_transit', '预计后天送达'],
      ['in_transit', '预计明日送达'],
      ['delivering', '预计今日送达'],
      ['signed', null],
    ])
    const order = await shop.doors.read(orderViewSchema, 'customer:1', 'order.get', { orderId: parcel.orderId })
    expect(order.state).toBe('signed')
    expect(order.timeline.map((entry) => entry.state).filter((state) => state === 'signed')).toHaveLength(1)
  })

  it('keeps 5 events each once and in time order for 6 parcels, pushed doubled, backwards and at once', async () => {
    const parcels = await Promise.all(Array.from({ length: 6 }, () => sendParcel(shop.doors, 'customer:1')))
    for (const parcel of parcels) await move(parcel, 'all')
    for (const parcel of parcels) {
      const { events, state } = await track(parcel)
      expect(events.map((event) => event.state)).toEqual([
        'collected',
        'in_transit',
        'in_transit',
        'delivering',
        'signed',
      ])
      expect(events.map((event) => event.at)).toEqual(events.map((event) => event.at).toSorted())
      expect(state).toBe('signed')
    }
  })

  it('is read in one trip, by staff too', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    await track(parcel)
    expect(usagesOf(shop.lines, 'tracking.get').at(-1)).toEqual({ calls: 1, trips: 1 })
    const reply = await shop.doors.ask('service:1', 'shipment.tracking', { orderId: parcel.orderId })
    expect(reply).toMatchObject({ ok: true, output: { waybillNumber: parcel.waybill } })
  })
})

describe('who may see it (#106)', () => {
  it('answers another customer as if there were no parcel', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    const other = await shop.doors.ask('customer:2', 'tracking.get', { orderId: parcel.orderId })
    expect(codeOf(other)).toBe('SHIPMENT.NO_PARCEL')
    const unsent = await placeOrder(shop.doors, 'customer:1', `tracking-${process.pid}-0`, { A: 1 })
    const none = await shop.doors.ask('customer:1', 'tracking.get', { orderId: unsent.id })
    expect(codeOf(none)).toBe(codeOf(other))
  })

  it('tells a guest with number and digits the state, but no name, phone, place or courier', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    for (let step = 0; step < 4; step += 1) await move(parcel, 'next')
    await nextMinute()
    const reply = await lookUp(parcel.orderNumber, '0001')
    expect(reply).toMatchObject({ ok: true, output: { state: 'delivering', expected: '预计今日送达', receiver: null } })
    expect(JSON.stringify(reply)).not.toMatch(/王|138|浦东|测试路/)
    expect((await track(parcel)).events.at(-1)?.text).toContain('13800000000')
  })

  it('refuses wrong digits and an unknown number in the same words, and slows the 21st guess', async () => {
    const parcel = await sendParcel(shop.doors, 'customer:1')
    await nextMinute()
    const wrong = [await lookUp(parcel.orderNumber, '0002'), await lookUp('L000101-AAAAAA', '0001')]
    const [digits, number] = wrong.map((reply) => (reply.ok ? undefined : { ...reply.error, traceId: '' }))
    expect(digits).toEqual(number)
    expect(digits?.code).toBe('SHIPMENT.NOT_FOUND')
    const more = []
    for (let guess = 3; guess <= 21; guess += 1)
      more.push(codeOf(await lookUp(parcel.orderNumber, String(1000 + guess))))
    expect(more.slice(0, 18)).toEqual(Array(18).fill('SHIPMENT.NOT_FOUND'))
    expect(more.at(-1)).toBe('REQUEST.SLOW_DOWN')
    expect(codeOf(await lookUp(parcel.orderNumber, ADDRESS.phone.slice(-4)))).toBe('REQUEST.SLOW_DOWN')
  })

  it('takes nothing but an order number and four digits', async () => {
    await nextMinute()
    const input = { orderNumber: { $ne: null }, phoneLastFour: '0001' }
    const body = JSON.stringify({ path: 'tracking.lookup', input })
    const reply = await (await fetch(`${shop.doors.url}/customer`, { method: 'POST', body })).json()
    expect(reply).toMatchObject({ error: { code: 'REQUEST.INVALID' } })
    expect(codeOf(await lookUp('L261121-7K3QXA', ''))).toBe('REQUEST.INVALID')
  })
})
