import * as z from 'zod'
import { ids } from '../../src/adapters/ids'
import { orderRowSchema, staff } from '../../src/order/contract'
import { orderIdOf, orderNumberOf } from '../../src/order/order'
import { codeOf, countCodes, type Reply } from '../support/doors'
import { expectSound, openRawDatabase } from '../support/invariants'
import { type RunningShop, startShop, TRANSPORTS, usagesOf } from '../support/running-shop'
import {
  ADDRESS,
  askForOrder,
  fillShop,
  linesOf,
  type OrderView,
  placeOrder,
  saveItem,
  setLevel,
  type Wanted,
} from '../support/small-shop'

const staffOrderSchema = staff.order.get['~orpc'].outputSchema as z.ZodType<
  OrderView & { moves: string[]; openFen: number; noteId: string | null }
>
const rowsSchema = z.object({ rows: z.array(z.looseObject(orderRowSchema.shape)), next: z.string().nullable() })

describe.each(TRANSPORTS)('an order from the customer to the parcel (%s)', (transport) => {
  let shop: RunningShop

  beforeAll(async () => {
    shop = await startShop(transport)
    const items = Array.from({ length: 20 }, (_, n) => `I${n}`)
    await fillShop(shop.doors, Object.fromEntries(items.map((item) => [item, { 'W1/B1': 50 }])))
  })
  afterEach(() => expectSound(shop.doors))
  afterAll(() => shop.stop())

  let used = 0
  /** An item nobody has ordered of: 50 pieces. */
  const freshItem = (): string => {
    used += 1
    return `I${used}`
  }
  const stockOf = (itemId: string) => shop.doors.get('warehouse:1', 'stock.onHand', { itemId })
  const see = (as: string, orderId: string) => shop.doors.read(staffOrderSchema, as, 'order.get', { orderId })
  const idsIn = async (as: string, path: string, input: Record<string, unknown>): Promise<string[]> =>
    (await shop.doors.read(rowsSchema, as, path, input)).rows.map((row) => row.id)

  it('locks nothing for a draft of 10 and 10 once the customer confirms it (#70)', async () => {
    const item = freshItem()
    const draft = { requestId: 'draft-of-ten', lines: linesOf({ [item]: 10 }), address: ADDRESS, note: '周末送' }
    const drafted = await shop.doors.get('customer:1', 'order.draft', draft)
    expect(drafted).toMatchObject({ state: 'draft', totalFen: 100_000, number: '' })
    expect(await stockOf(item)).toMatchObject({ locked: 0 })
    const placed = (await shop.doors.get('customer:1', 'order.place', { requestId: 'draft-of-ten' })) as OrderView
    expect(placed).toMatchObject({ state: 'review', pieceCount: 10, note: '周末送', address: ADDRESS })
    expect(placed.number).toMatch(/^L\d{6}-[A-Z0-9]{6}$/)
    expect(await stockOf(item)).toMatchObject({ locked: 10 })
    const repeated = await shop.doors.get('customer:1', 'order.place', { ...draft })
    expect(repeated).toEqual(placed)
  })

  it('raises 5 locked to 15 with an order of 10, and leaves 50 on hand (#86)', async () => {
    const item = freshItem()
    await placeOrder(shop.doors, 'customer:1', `five-${item}-0`, { [item]: 5 })
    expect(await stockOf(item)).toMatchObject({ onHand: 50, locked: 5 })
    await placeOrder(shop.doors, 'customer:2', `ten-${item}-0`, { [item]: 10 })
    expect(await stockOf(item)).toMatchObject({ onHand: 50, locked: 15, usable: 35 })
  })

  it('puts a submitted order once into the to-ship list and once into the expected list, though sent 3 times (#76)', async () => {
    const item = freshItem()
    const orders: OrderView[] = []
    for (const _time of [1, 2, 3])
      orders.push(await placeOrder(shop.doors, 'customer:1', `list-${item}-00`, { [item]: 2 }))
    const [{ id } = { id: '' }] = orders
    expect(new Set(orders.map((order) => order.id)).size).toBe(1)
    const lists = await Promise.all([
      idsIn('warehouse:1', 'order.list', { queue: 'toShip' }),
      idsIn('finance:1', 'order.list', { queue: 'expected' }),
      idsIn('sales:1', 'order.list', { queue: 'review' }),
    ])
    expect(lists.map((ids) => ids.filter((one) => one === id).length)).toEqual([1, 1, 1])
    expect(await see('finance:1', id)).toMatchObject({ totalFen: 20_000, openFen: 20_000 })
  })

  it('approves with name and time; approving again changes nothing (#77)', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'approve-me-01', { I0: 1 })
    const before = shop.cloud.clock.now()
    const approved = await shop.doors.read(staffOrderSchema, 'sales:1', 'order.approve', { orderId: id })
    const entry = approved.timeline.at(-1)
    expect(entry).toMatchObject({ state: 'approved', by: '销售 1' })
    expect(Date.parse(entry?.at ?? '')).toBeGreaterThanOrEqual(Math.floor(before))
    expect(await shop.doors.get('sales:1', 'order.approve', { orderId: id })).toEqual(approved)
  })

  it('refuses with a reason and gives the lock back, also when it is pressed twice (#77)', async () => {
    const item = freshItem()
    const { id } = await placeOrder(shop.doors, 'customer:1', 'refuse-me-01', { [item]: 7 })
    const refusal = { orderId: id, reason: '地址不全' }
    const refused = await shop.doors.get('manager:1', 'order.refuse', refusal)
    expect(refused).toMatchObject({
      state: 'refused',
      timeline: [{}, { state: 'refused', by: '经理 1', note: '地址不全' }],
    })
    expect(await stockOf(item)).toMatchObject({ locked: 0, usable: 50 })
    expect(await shop.doors.get('manager:1', 'order.refuse', refusal)).toEqual(refused)
    expect(await shop.doors.ask('sales:1', 'order.approve', { orderId: id })).toMatchObject({
      error: { code: 'ORDER.STATE', fields: { state: 'refused', by: '经理 1' } },
    })
  })

  it('shows the customer 待审核, 已审核 and 已发货 with the time of each, and leaves what was written alone (#78 #84)', async () => {
    const { id, timeline } = await placeOrder(shop.doors, 'customer:3', 'watch-me-01', { I0: 2 })
    await shop.doors.get('sales:2', 'order.approve', { orderId: id })
    const note = (await shop.doors.get('warehouse:1', 'shipment.prepare', { orderId: id })) as { id: string }
    const waybillNumber = transport === 'http' ? 'SF0000000001' : 'SF0000000002'
    await shop.doors.get('warehouse:1', 'shipment.send', { noteId: note.id, carrier: 'SF', waybillNumber })
    const order = (await shop.doors.get('customer:3', 'order.get', { orderId: id })) as OrderView
    expect(order).toMatchObject({ state: 'shipped', carrier: 'SF', waybillNumber, canCancel: false })
    expect(order.timeline.map(({ state, by }) => [state, by])).toEqual([
      ['review', 'customer'],
      ['approved', '销售 2'],
      ['shipped', '仓库 1'],
    ])
    expect(order.timeline[0]).toEqual(timeline[0])
    const times = order.timeline.map((entry) => Date.parse(entry.at))
    expect([...times].sort((a, b) => a - b)).toEqual(times)
  })

  it('lists a customer their 2 orders and not the one of another; another one is not found (#85)', async () => {
    const mine = [
      await placeOrder(shop.doors, 'customer:4', 'mine-first-1', { I0: 1 }),
      await placeOrder(shop.doors, 'customer:4', 'mine-second-1', { I0: 1 }),
    ]
    const other = await placeOrder(shop.doors, 'customer:5', 'mine-first-1', { I0: 1 })
    expect(await idsIn('customer:4', 'order.list', {})).toEqual(mine.map((order) => order.id).reverse())
    expect(await idsIn('customer:5', 'order.list', {})).toEqual([other.id])
    for (const path of ['order.get', 'order.cancel']) {
      const reply = await shop.doors.ask('customer:4', path, { orderId: other.id })
      expect(reply).toMatchObject({ error: { code: 'ORDER.NOT_FOUND' } })
      expect(withoutTrace(await shop.doors.ask('customer:4', path, { orderId: 'o-nowhere' }), other.id)).toEqual(
        withoutTrace(reply, other.id),
      )
    }
    expect(await see('sales:1', other.id)).toMatchObject({ state: 'review' })
  })

  it('pages a list of 7 in steps of 3 without missing or repeating one, and filters by state', async () => {
    const placed: string[] = []
    for (const n of [1, 2, 3, 4, 5, 6, 7]) {
      placed.unshift((await placeOrder(shop.doors, 'customer:6', `page-order-${n}`, { I0: 1 })).id)
    }
    await shop.doors.get('customer:6', 'order.cancel', { orderId: placed[2] })
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const input = after === undefined ? { limit: 3 } : { limit: 3, after }
      const page: z.output<typeof rowsSchema> = await shop.doors.read(rowsSchema, 'customer:6', 'order.list', input)
      expect(page.rows.length).toBeLessThanOrEqual(3)
      seen.push(...page.rows.map((row) => row.id))
      after = page.next
    }
    expect(seen).toEqual(placed)
    expect(await idsIn('customer:6', 'order.list', { state: 'cancelled' })).toEqual([placed[2]])
    expect(codeOf(await shop.doors.ask('customer:6', 'order.list', { after: 'no-cursor-of-ours' }))).toBe(
      'REQUEST.INVALID',
    )
  })

  it('gives the pieces of a cancelled order back once, however often it is pressed', async () => {
    const item = freshItem()
    const { id } = await placeOrder(shop.doors, 'customer:1', 'cancel-me-01', { [item]: 8 })
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => shop.doors.ask('customer:1', 'order.cancel', { orderId: id })),
    )
    expect(countCodes(replies)).toEqual({ ok: 4 })
    expect(await stockOf(item)).toMatchObject({ onHand: 50, locked: 0, usable: 50 })
    expect(await see('sales:1', id)).toMatchObject({
      state: 'cancelled',
      timeline: [{}, { by: 'customer' }],
      moves: [],
    })
    expect(await idsIn('warehouse:1', 'order.list', { queue: 'toShip' })).not.toContain(id)
    expect(await idsIn('finance:1', 'order.list', { queue: 'expected' })).not.toContain(id)
  })

  it('cancels no more once approved, and says so with the state', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'too-late-001', { I0: 1 })
    await shop.doors.get('sales:1', 'order.approve', { orderId: id })
    const reply = await shop.doors.ask('customer:1', 'order.cancel', { orderId: id })
    expect(reply).toMatchObject({ error: { code: 'ORDER.STATE', fields: { state: 'approved', by: '销售 1' } } })
  })

  it('keeps the price of the order and asks the new one from the very next order', async () => {
    const item = freshItem()
    await setLevel(shop.doors, 'customer:7', 'premium')
    const first = await placeOrder(shop.doors, 'customer:7', 'old-price-01', { [item]: 10 })
    expect(first).toMatchObject({ totalFen: 90_000, lines: [{ unitFen: 9_000, why: [{}, { name: '优等客户' }] }] })
    await saveItem(shop.doors, item, { listUnitFen: 20_000 })
    expect(await placeOrder(shop.doors, 'customer:7', 'new-price-01', { [item]: 10 })).toMatchObject({
      totalFen: 180_000,
    })
    expect(await placeOrder(shop.doors, 'customer:7', 'old-price-01', { [item]: 10 })).toEqual(first)
  })

  it('refuses a request id that was used for another order, and changes nothing', async () => {
    const item = freshItem()
    const first = await placeOrder(shop.doors, 'customer:1', 'reused-id-01', { [item]: 1 })
    const others: Wanted[] = [{ [item]: 2 }, { I0: 1 }, { [item]: 1, I0: 1 }]
    for (const wanted of others) {
      const reply = await askForOrder(shop.doors, 'customer:1', 'reused-id-01', wanted)
      expect(reply).toMatchObject({ error: { code: 'ORDER.REQUEST_REUSED', fields: { number: first.number } } })
    }
    expect(await stockOf(item)).toMatchObject({ locked: 1 })
    expect(codeOf(await askForOrder(shop.doors, 'customer:2', 'reused-id-01', { [item]: 2 }))).toBe('ok')
  })

  it('gives another number when the first one is taken, and answers with the number it kept', async () => {
    const customerId = await setLevel(shop.doors, 'customer:12', 'new')
    const orderId = orderIdOf(ids, customerId, 'number-taken')
    const taken = orderNumberOf(ids, orderId, new Date(shop.cloud.clock.now()))
    const orders = openRawDatabase(shop.doors.url).collection('orders')
    await orders.add({ _id: 'a-decoy', number: taken })
    const placed = await placeOrder(shop.doors, 'customer:12', 'number-taken', { I0: 1 })
    await orders.doc('a-decoy').remove()
    expect(placed.number).not.toBe(taken)
    expect(await shop.doors.get('customer:12', 'order.get', { orderId })).toEqual(placed)
  })

  it('makes one order of 5 identical requests that come at once', async () => {
    const item = freshItem()
    const ask = () => askForOrder(shop.doors, 'customer:8', 'all-at-once-1', { [item]: 9, I0: 1 })
    const replies = await Promise.all([ask(), ask(), ask(), ask(), ask()])
    expect(countCodes(replies)).toEqual({ ok: 5 })
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
    expect(await stockOf(item)).toMatchObject({ locked: 9 })
    expect(await idsIn('customer:8', 'order.list', {})).toHaveLength(1)
  })

  it('answers the repeat of an order that took the last pieces with that order, not with STOCK.SHORT', async () => {
    const item = freshItem()
    const first = await placeOrder(shop.doors, 'customer:1', 'last-pieces-1', { [item]: 50 })
    expect(await placeOrder(shop.doors, 'customer:1', 'last-pieces-1', { [item]: 50 })).toEqual(first)
    expect(await askForOrder(shop.doors, 'customer:2', 'last-pieces-1', { [item]: 1 })).toMatchObject({
      error: { code: 'STOCK.SHORT', fields: { lines: [{ itemId: item, asked: 1, usable: 0 }] } },
    })
  })

  it('orders anew with the same request id after STOCK.SHORT, once there is enough', async () => {
    const item = freshItem()
    const { id } = await placeOrder(shop.doors, 'customer:1', `takes-${item}-all`, { [item]: 50 })
    expect(codeOf(await askForOrder(shop.doors, 'customer:2', 'short-first-1', { [item]: 1, I0: 1 }))).toBe(
      'STOCK.SHORT',
    )
    await shop.doors.get('customer:1', 'order.cancel', { orderId: id })
    expect(await placeOrder(shop.doors, 'customer:2', 'short-first-1', { [item]: 1, I0: 1 })).toMatchObject({
      state: 'review',
    })
  })

  it('lets 1 of 50 approve the same order at once and tells 49 who did and when (#167)', async () => {
    const sellers = Array.from({ length: 50 }, (_, n) => `sales:${n + 1}`)
    await Promise.all(sellers.map((as) => shop.doors.signIn(as)))
    const { id } = await placeOrder(shop.doors, 'customer:1', 'fifty-approve', { I0: 1 })
    const replies = await Promise.all(sellers.map((as) => shop.doors.ask(as, 'order.approve', { orderId: id })))
    expect(countCodes(replies)).toEqual({ ok: 1, 'ORDER.STATE': 49 })
    const winner = sellers[replies.findIndex((reply) => reply.ok)]?.replace('sales:', '销售 ')
    const { timeline } = await see('owner:1', id)
    expect(timeline.filter((entry) => entry.state === 'approved')).toMatchObject([{ by: winner }])
    const told = replies.flatMap((reply) => (reply.ok ? [] : [reply.error.fields]))
    expect(told).toEqual(told.map(() => ({ state: 'approved', by: winner, at: timeline.at(-1)?.at })))
  })

  it('gives one customer to 1 of 50 who claim it at once and tells 49 who has it (#167)', async () => {
    const sellers = Array.from({ length: 50 }, (_, n) => `sales:${n + 1}`)
    await Promise.all(sellers.map((as) => shop.doors.signIn(as)))
    const customerId = await setLevel(shop.doors, 'customer:9', 'old')
    const replies = await Promise.all(sellers.map((as) => shop.doors.ask(as, 'customer.claim', { customerId })))
    expect(countCodes(replies)).toEqual({ ok: 1, 'CRM.OWNED': 49 })
    const ownerName = sellers[replies.findIndex((reply) => reply.ok)]?.replace('sales:', '销售 ')
    expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.fields]))).toEqual(
      Array.from({ length: 49 }, () => ({ ownerName })),
    )
    expect(await shop.doors.get('owner:1', 'customer.get', { customerId })).toMatchObject({ ownerName })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['no lines and no draft', { address: ADDRESS }, 'ORDER.NOTHING_ASKED'],
    ['no address', { lines: linesOf({ I0: 1 }) }, 'ORDER.NO_ADDRESS'],
    ['an unknown item', { lines: linesOf({ nothing: 1 }), address: ADDRESS }, 'QUOTE.ITEM_UNKNOWN'],
    ['minus 1 piece', { lines: linesOf({ I0: -1 }), address: ADDRESS }, 'REQUEST.INVALID'],
    [
      'a price of their own',
      { lines: [{ itemId: 'I0', quantity: 1, unitFen: 1 }], address: ADDRESS },
      'REQUEST.INVALID',
    ],
    ['somebody else to pay', { lines: linesOf({ I0: 1 }), address: ADDRESS, customerId: 'x' }, 'REQUEST.INVALID'],
    [
      'a condition for a request id',
      { requestId: { $ne: null }, lines: linesOf({ I0: 1 }), address: ADDRESS },
      'REQUEST.INVALID',
    ],
  ])('refuses an order with %s, and writes nothing', async (_what, input, code) => {
    const before = await shop.doors.get('customer:10', 'order.list', {})
    const reply = await shop.doors.ask('customer:10', 'order.place', { requestId: 'refused-1-0', ...input })
    expect(codeOf(reply)).toBe(code)
    expect(await shop.doors.get('customer:10', 'order.list', {})).toEqual(before)
  })

  it('places 3 lines in 7 database calls and 4 trips; list and status take 1', async () => {
    shop.lines.length = 0
    const { id } = await placeOrder(shop.doors, 'customer:11', 'count-calls-1', { I17: 1, I18: 1, I19: 1 })
    await shop.doors.get('customer:11', 'order.list', {})
    await shop.doors.get('customer:11', 'order.get', { orderId: id })
    expect(usagesOf(shop.lines, 'order.place')).toEqual([{ calls: 7, trips: 4 }])
    expect(usagesOf(shop.lines, 'order.list')).toEqual([{ calls: 1, trips: 1 }])
    expect(usagesOf(shop.lines, 'order.get')).toEqual([{ calls: 1, trips: 1 }])
  })
})

/** A refusal without what may differ: the trace and the id that was asked for. */
function withoutTrace(reply: Reply, orderId: string): unknown {
  if (reply.ok) return reply
  const { traceId: _traceId, ...error } = reply.error
  return JSON.parse(JSON.stringify(error).replace(orderId, 'o-nowhere')) as unknown
}
