import type * as z from 'zod'
import { quotedSchema, staffQuotedSchema } from '../../src/quote/contract'
import { onHandSchema } from '../../src/stock/contract'
import { expectSound } from '../support/invariants'
import { type RunningShop, startShop, TRANSPORTS, usagesOf } from '../support/running-shop'
import { fillShop, linesOf, placeOrder, saveItem, setLevel, type Wanted } from '../support/small-shop'

describe.each(TRANSPORTS)('asking for prices and stock (%s)', (transport) => {
  let shop: RunningShop
  let premiumId: string

  beforeAll(async () => {
    shop = await startShop(transport)
    const { doors } = shop
    await fillShop(doors, {
      A: { 'W1/B1': 50 },
      B: { 'W1/B1': 50 },
      C: { 'W1/B1': 30, 'W2/B1': 20 },
      D: { 'W1/B1': 9 },
      E: {},
    })
    await setLevel(doors, 'customer:1', 'new')
    await setLevel(doors, 'customer:2', 'old')
    premiumId = await setLevel(doors, 'customer:3', 'premium')
    await placeOrder(doors, 'customer:1', 'holds-5-of-A', { A: 5 })
    await placeOrder(doors, 'customer:1', 'holds-15-of-B', { B: 15 })
  })
  afterAll(() => shop.stop())

  const quote = (as: string, wanted: Wanted): Promise<z.output<typeof quotedSchema>> =>
    shop.doors.read(quotedSchema, as, 'quote.lookup', { lines: linesOf(wanted) })
  const quoteFor = (customerId: string | undefined, wanted: Wanted) =>
    shop.doors.read(staffQuotedSchema, 'sales:1', 'quote.lookup', { customerId, lines: linesOf(wanted) })

  it('asks 1000, 950 and 900 for 10 A of a new, an old and a premium customer (#51)', async () => {
    const totals = await Promise.all(
      ['customer:1', 'customer:2', 'customer:3'].map(async (as) => (await quote(as, { A: 10 })).totalFen),
    )
    expect(totals).toEqual([100_000, 95_000, 90_000])
  })

  it('shows staff stock 50 and usable 45 on the line (#55)', async () => {
    const { lines } = await quoteFor(premiumId, { A: 1 })
    expect(lines).toMatchObject([{ itemId: 'A', onHand: 50, usable: 45, unitFen: 9_000 }])
  })

  it('flags 46 of 45 usable as short by 1, and 45 not at all (#58)', async () => {
    expect((await quote('customer:1', { A: 46 })).lines).toMatchObject([{ usable: 45, short: 1 }])
    expect((await quote('customer:1', { A: 45 })).lines).toMatchObject([{ usable: 45, short: 0 }])
  })

  it('shows a premium customer the own price 90, and no other price than the list price beside it (#63)', async () => {
    const [line] = (await quote('customer:3', { A: 1 })).lines
    expect(line).toMatchObject({ unitFen: 9_000, listUnitFen: 10_000 })
    expect(JSON.stringify(line)).not.toContain('9500')
    expect((await quote('customer:2', { A: 1 })).lines).toMatchObject([{ unitFen: 9_500 }])
  })

  it('gives a guest the list price', async () => {
    const answer = await fetch(`${shop.doors.url}/customer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ path: 'quote.lookup', input: { lines: linesOf({ A: 1 }) } }),
    })
    expect(await answer.json()).toMatchObject({ ok: true, output: { lines: [{ unitFen: 10_000 }], totalFen: 10_000 } })
  })

  it('shows 35 of 50 with 15 taken in the quote, the catalogue and the warehouse alike (#87)', async () => {
    const { doors } = shop
    const [own, staffs, item, onHand, listed] = await Promise.all([
      quote('customer:2', { B: 1 }),
      quoteFor(undefined, { B: 1 }),
      doors.get('customer:2', 'catalog.item', { itemId: 'B' }),
      doors.read(onHandSchema, 'warehouse:1', 'stock.onHand', { itemId: 'B' }),
      doors.get('warehouse:1', 'stock.list', { warehouseId: 'W1' }),
    ])
    expect(own.lines).toMatchObject([{ usable: 35 }])
    expect(staffs.lines).toMatchObject([{ usable: 35, onHand: 50 }])
    expect(item).toMatchObject({ usable: 35 })
    expect(onHand).toMatchObject({ onHand: 50, locked: 15, usable: 35 })
    const row = { itemId: 'B', onHand: 50, locked: 15, usable: 35 }
    expect(listed).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining(row)]) as unknown })
  })

  it('answers "no, short 1" to 46 of 45 usable and locks nothing (#91)', async () => {
    const { doors } = shop
    const check = await doors.get('sales:1', 'stock.check', { lines: linesOf({ A: 46 }) })
    expect(check).toEqual({ isEnough: false, lines: [{ itemId: 'A', asked: 46, usable: 45, short: 1 }] })
    const enough = await doors.get('sales:1', 'stock.check', { lines: linesOf({ A: 45, B: 35 }) })
    expect(enough).toMatchObject({ isEnough: true, lines: [{ short: 0 }, { short: 0 }] })
    await quote('customer:1', { A: 45 })
    expect(await doors.get('sales:1', 'stock.onHand', { itemId: 'A' })).toMatchObject({ locked: 5, usable: 45 })
  })

  it('explains 90 as list 100, premium -10 % (#166)', async () => {
    const [line] = (await quote('customer:3', { A: 1 })).lines
    expect(line?.why).toEqual([
      { rule: 'list', name: '', discountBasisPoints: 0, unitFen: 10_000 },
      { rule: 'level', name: '优等客户', discountBasisPoints: 1_000, unitFen: 9_000 },
    ])
  })

  it('takes the better one of level and volume ladder: 20 % from 9 pieces on', async () => {
    await saveItem(shop.doors, 'D', { ladder: [{ minQuantity: 9, discountBasisPoints: 2_000 }] })
    expect((await quote('customer:3', { D: 8 })).lines).toMatchObject([{ unitFen: 9_000 }])
    const [line] = (await quote('customer:3', { D: 9 })).lines
    expect(line).toMatchObject({ unitFen: 8_000, lineFen: 72_000 })
    expect(line?.why[1]).toEqual({ rule: 'volume', name: '', discountBasisPoints: 2_000, unitFen: 8_000 })
  })

  it('shows a new list price and a new level with the very next question', async () => {
    await saveItem(shop.doors, 'C', { listUnitFen: 12_345 })
    expect((await quote('customer:3', { C: 3 })).lines).toMatchObject([{ unitFen: 11_111, lineFen: 33_333 }])
    await setLevel(shop.doors, 'customer:4', 'old')
    expect((await quote('customer:4', { A: 1 })).totalFen).toBe(9_500)
    await setLevel(shop.doors, 'customer:4', 'premium')
    expect((await quote('customer:4', { A: 1 })).totalFen).toBe(9_000)
  })

  it('refuses an unknown item and one off sale by name, and an unknown customer', async () => {
    await saveItem(shop.doors, 'E', { isActive: false })
    const reply = await shop.doors.ask('customer:1', 'quote.lookup', { lines: linesOf({ A: 1, E: 1, nothing: 1 }) })
    expect(reply).toMatchObject({ error: { code: 'QUOTE.ITEM_UNKNOWN', fields: { itemIds: ['E', 'nothing'] } } })
    const input = { customerId: 'nobody', lines: linesOf({ A: 1 }) }
    const stranger = await shop.doors.ask('sales:1', 'quote.lookup', input)
    expect(stranger).toMatchObject({ error: { code: 'QUOTE.CUSTOMER_UNKNOWN' } })
  })

  it.each([
    ['no line', []],
    ['0 pieces', [{ itemId: 'A', quantity: 0 }]],
    ['half a piece', [{ itemId: 'A', quantity: 0.5 }]],
    ['100 001 pieces', [{ itemId: 'A', quantity: 100_001 }]],
    ['an item twice', linesOf({ A: 1 }).concat(linesOf({ A: 2 }))],
    ['a condition for an item', [{ itemId: { $ne: null }, quantity: 1 }]],
    ['a price of their own', [{ itemId: 'A', quantity: 1, unitFen: 1 }]],
  ])('refuses %s as REQUEST.INVALID', async (_what, lines) => {
    const reply = await shop.doors.ask('customer:1', 'quote.lookup', { lines })
    expect(reply).toMatchObject({ ok: false, error: { code: 'REQUEST.INVALID' } })
  })

  it('asks for 5 items in 2 database calls and 1 trip', async () => {
    shop.lines.length = 0
    await quote('customer:3', { A: 1, B: 1, C: 1, D: 1 })
    await saveItem(shop.doors, 'F', {})
    await quote('customer:3', { A: 1, B: 1, C: 1, D: 1, F: 1 })
    expect(usagesOf(shop.lines, 'quote.lookup')).toEqual([
      { calls: 2, trips: 1 },
      { calls: 2, trips: 1 },
    ])
  })

  it('leaves everything in order', async () => {
    await expectSound(shop.doors)
  })
})
