import * as z from 'zod'
import { orderViewSchema, staffOrderViewSchema } from '../../src/order/contract'
import { deliveryNoteSchema } from '../../src/shipment/contract'
import { codeOf, countCodes } from '../support/doors'
import { expectSound, readStocks } from '../support/invariants'
import { type RunningShop, startShop } from '../support/running-shop'
import { fillShop, placeOrder, type Wanted } from '../support/small-shop'

type Note = z.output<typeof deliveryNoteSchema>

let shop: RunningShop
let orders = 0

beforeAll(async () => {
  shop = await startShop()
  await fillShop(shop.doors, { A: { 'W1/B1': 500 }, B: { 'W1/B1': 300, 'W2/B1': 200 } })
})

afterAll(() => shop.stop())
afterEach(() => shop.cloud.faults.clear())

async function newOrder(wanted: Wanted = { A: 2 }) {
  orders += 1
  return placeOrder(shop.doors, 'customer:1', `shipping-${process.pid}-${orders}`, wanted)
}

async function newNote(wanted?: Wanted): Promise<Note> {
  const { id: orderId } = await newOrder(wanted)
  await shop.doors.get('sales:1', 'order.approve', { orderId })
  return shop.doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', { orderId })
}

const send = (note: Note, more: Record<string, unknown> = {}, as = 'warehouse:1') =>
  shop.doors.ask(as, 'shipment.send', { noteId: note.id, carrier: 'SF', ...more })
const readNote = (note: Note) => shop.doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.get', { noteId: note.id })
const readOrder = (note: Note) =>
  shop.doors.read(staffOrderViewSchema, 'warehouse:1', 'order.get', { orderId: note.orderId })

/** What WeChat's stand-in was asked for under this note's id. */
async function waybillsOf(note: Note): Promise<string[]> {
  const parcels = z.array(z.looseObject({ waybill: z.string(), orderId: z.string() }))
  const all = parcels.parse(await (await fetch(`${shop.doors.url}/dev/parcel`)).json())
  return all.filter((parcel) => parcel.orderId === note.id).map((parcel) => parcel.waybill)
}

async function onHandOf(itemId: string): Promise<number> {
  const stocks = await readStocks(shop.doors)
  return stocks.filter((stock) => stock.itemId === itemId).reduce((sum, stock) => sum + stock.onHand, 0)
}

describe('the delivery note (#102)', () => {
  it('is refused for an order in review, with its state', async () => {
    const { id: orderId } = await newOrder()
    const reply = await shop.doors.ask('warehouse:1', 'shipment.prepare', { orderId })
    expect(reply).toMatchObject({ error: { code: 'SHIPMENT.NOT_APPROVED', fields: { state: 'review' } } })
  })

  it('has the lines and where to pick them; a second confirm, and 5 at once, give the same note', async () => {
    const { id: orderId } = await newOrder({ A: 3, B: 4 })
    await shop.doors.get('sales:1', 'order.approve', { orderId })
    const ask = () => shop.doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', { orderId })
    const notes = await Promise.all([ask(), ask(), ask(), ask(), ask()])
    expect(new Set([...notes, await ask()].map((note) => note.id)).size).toBe(1)
    expect(notes[0]?.lines.map(({ itemId, quantity, bins }) => [itemId, quantity, bins])).toEqual([
      ['A', 3, [{ warehouseId: 'W1', batch: 'B1', quantity: 3 }]],
      ['B', 4, [{ warehouseId: 'W1', batch: 'B1', quantity: 4 }]],
    ])
    const order = await shop.doors.read(staffOrderViewSchema, 'warehouse:1', 'order.get', { orderId })
    expect([order.noteId, order.moves]).toEqual([notes[0]?.id, ['send']])
  })

  it('is not for sales to make, and unknown ones are not found', async () => {
    expect(codeOf(await shop.doors.ask('sales:1', 'shipment.prepare', { orderId: 'o1' }))).toBe('AUTH.FORBIDDEN')
    expect(codeOf(await shop.doors.ask('warehouse:1', 'shipment.prepare', { orderId: 'o1' }))).toBe('SHIPMENT.NO_ORDER')
    expect(codeOf(await shop.doors.ask('warehouse:1', 'shipment.get', { noteId: 'n1' }))).toBe('SHIPMENT.NO_NOTE')
  })
})

describe('sending (#103)', () => {
  it('gives 顺丰 one waybill number, kept on the note and the order; 2 pieces leave the stock; a retry gives the same', async () => {
    const before = await onHandOf('A')
    const note = await newNote({ A: 2 })
    const first = await send(note)
    expect(first).toMatchObject({ ok: true, output: { state: 'sent', carrier: 'SF' } })
    expect(await send(note)).toEqual(first)
    const { waybillNumber } = await readNote(note)
    expect(await waybillsOf(note)).toEqual([waybillNumber])
    const order = await shop.doors.read(orderViewSchema, 'customer:1', 'order.get', { orderId: note.orderId })
    expect([order.state, order.carrier, order.waybillNumber]).toEqual(['shipped', 'SF', waybillNumber])
    expect(await onHandOf('A')).toBe(before - 2)
    const again = await shop.doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', {
      orderId: note.orderId,
    })
    expect(again.id).toBe(note.id)
    await expectSound(shop.doors)
  })

  it('makes one waybill when 8 people press at once', async () => {
    const before = await onHandOf('B')
    const note = await newNote({ B: 5 })
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) => send(note, {}, n % 2 ? 'warehouse:1' : 'owner:1')),
    )
    expect(countCodes(replies)).toEqual({ ok: 8 })
    expect(await waybillsOf(note)).toHaveLength(1)
    expect(await onHandOf('B')).toBe(before - 5)
    expect((await readOrder(note)).timeline.filter((step) => step.state === 'shipped')).toHaveLength(1)
    await expectSound(shop.doors)
  })

  it('tells the second of two who chose different carriers which one it was', async () => {
    const note = await newNote()
    const replies = await Promise.all([send(note, { carrier: 'SF' }), send(note, { carrier: 'YTO' })])
    expect(countCodes(replies)).toEqual({ ok: 1, 'SHIPMENT.ALREADY_SENT': 1 })
    const { carrier } = await readNote(note)
    expect(replies.find((reply) => !reply.ok)).toMatchObject({ error: { fields: { carrier } } })
    expect(await waybillsOf(note)).toHaveLength(1)
  })

  it('takes a typed number as it is, and refuses it for the next note, which can then go another way', async () => {
    const [note, next] = [await newNote(), await newNote()]
    const typed = { carrier: 'ZTO', waybillNumber: '75312345678901' }
    expect(await send(note, typed)).toMatchObject({ ok: true, output: { waybillNumber: '75312345678901' } })
    expect(await waybillsOf(note)).toEqual([])
    expect(await send(next, typed)).toMatchObject({
      error: { code: 'SHIPMENT.WAYBILL_TAKEN', fields: { ...typed, orderNumber: note.orderNumber } },
    })
    expect(await readNote(next)).toMatchObject({ state: 'prepared', carrier: null, waybillNumber: null })
    expect((await readOrder(next)).state).toBe('approved')
    expect(codeOf(await send(next, { carrier: 'JD' }))).toBe('ok')
    expect(codeOf(await send(note, { carrier: 'ZTO', waybillNumber: '75300000000000' }))).toBe('SHIPMENT.ALREADY_SENT')
    await expectSound(shop.doors)
  })

  it('refuses carriers and numbers that are none', async () => {
    const note = await newNote()
    for (const wrong of [{ carrier: 'DHL' }, { waybillNumber: '1' }, { waybillNumber: "1'; drop" }, { prize: 1 }])
      expect(codeOf(await send(note, wrong))).toBe('REQUEST.INVALID')
    expect((await readNote(note)).state).toBe('prepared')
  })
})

describe('a crash while sending', () => {
  const kinds = ['fail', 'timeout-after-apply'] as const

  async function sendWithFault(kind: (typeof kinds)[number], nth: number): Promise<{ note: Note; isHit: boolean }> {
    const note = await newNote({ A: 1, B: 2 })
    shop.cloud.faults.add({ action: '*', kind, nth, every: false, ms: 0 })
    await send(note)
    const isHit = shop.cloud.faults.counters().faults.some((fault) => fault.hit)
    shop.cloud.faults.clear()
    return { note, isHit }
  }

  async function expectSentOnce(note: Note): Promise<void> {
    const { state, waybillNumber } = await readNote(note)
    expect(state).toBe('sent')
    expect(await waybillsOf(note)).toEqual([waybillNumber])
    const order = await readOrder(note)
    expect([order.state, order.waybillNumber]).toEqual(['shipped', waybillNumber])
    expect(order.timeline.filter((step) => step.state === 'shipped')).toHaveLength(1)
  }

  it.each(kinds)('at any database call (%s) is finished by a repeat: one waybill, goods out once', async (kind) => {
    let calls = 0
    for (let nth = 1; nth <= 60; nth += 1) {
      const { note, isHit } = await sendWithFault(kind, nth)
      if (!isHit) break
      calls += 1
      expect(codeOf(await send(note))).toBe('ok')
      await expectSentOnce(note)
    }
    expect(calls).toBeGreaterThan(10)
    await expectSound(shop.doors)
  })

  it('is finished by the clock when nobody repeats it', async () => {
    const notes: Note[] = []
    for (let nth = 3; nth <= 60; nth += 1) {
      const { note, isHit } = await sendWithFault('timeout-after-apply', nth)
      if (!isHit) break
      notes.push(note)
    }
    await shop.cloud.clock.advance(5 * 60_000)
    const tick = { Type: 'Timer', TriggerName: 'every-minute', Time: new Date(shop.cloud.clock.now()).toISOString() }
    await shop.cloud.functions.invoke('clock', { ...tick, Message: '' }, { source: 'timer', trigger: 'every-minute' })
    for (const note of notes) {
      const { state } = await readNote(note)
      // A fault before the intent was written leaves nothing to finish.
      if (state === 'prepared') expect(await waybillsOf(note)).toEqual([])
      else await expectSentOnce(note)
    }
    expect(notes.length).toBeGreaterThan(8)
    await expectSound(shop.doors)
  })
})
