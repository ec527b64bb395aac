import { onHandSchema } from '../../src/stock/contract'
import { countCodes } from '../support/doors'
import { expectSound, openRawDatabase, proofFaults, readStocks } from '../support/invariants'
import { type RunningShop, startShop, TRANSPORTS } from '../support/running-shop'
import { fillShop, placeOrder, saveItem } from '../support/small-shop'

describe.each(TRANSPORTS)('the stock (%s)', (transport) => {
  let shop: RunningShop

  beforeAll(async () => {
    shop = await startShop(transport)
    await fillShop(shop.doors, { A: { 'W1/B1': 30, 'W2/B1': 20 }, B: {}, C: {}, D: {}, E: { 'W1/B1': 100 } })
  })
  afterAll(() => shop.stop())

  const receive = (requestId: string, itemId: string, quantity: number, more: Record<string, unknown> = {}) =>
    shop.doors.ask('warehouse:1', 'stock.receive', {
      ...{ requestId, warehouseId: 'W1', itemId, batch: 'B1', quantity },
      ...more,
    })
  const onHand = (itemId: string) => shop.doors.read(onHandSchema, 'sales:1', 'stock.onHand', { itemId })

  it('shows 30 and 20 in two warehouses, 50 together (#92)', async () => {
    const { warehouses, ...total } = await onHand('A')
    expect(warehouses.map((one) => [one.warehouseId, one.onHand])).toEqual([
      ['W1', 30],
      ['W2', 20],
    ])
    expect(total).toEqual({ itemId: 'A', onHand: 50, locked: 0, usable: 50 })
  })

  it('takes a receipt of 7 once, though it is sent 3 times one after the other', async () => {
    const replies = [
      await receive('receipt-B-1', 'B', 7),
      await receive('receipt-B-1', 'B', 7),
      await receive('receipt-B-1', 'B', 7),
    ]
    expect(replies).toMatchObject(replies.map(() => ({ ok: true, output: { onHand: 7, usable: 7 } })))
    expect(await onHand('B')).toMatchObject({ onHand: 7 })
  })

  it('takes a receipt of 5 once, though it is sent 4 times at once', async () => {
    const replies = await Promise.all([1, 2, 3, 4].map(() => receive('receipt-C-1', 'C', 5)))
    expect(countCodes(replies)).toEqual({ ok: 4 })
    expect(await onHand('C')).toMatchObject({ onHand: 5, usable: 5 })
  })

  it('adds up 20 different receipts of 1 into one batch that come at once', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => receive(`receipt-D-${n}-00`, 'D', 1)))
    expect(countCodes(replies)).toEqual({ ok: 20 })
    expect(await onHand('D')).toMatchObject({ onHand: 20, usable: 20 })
  })

  it('takes goods in while 30 customers order of the same batch', async () => {
    const buyers = Array.from({ length: 30 }, (_, n) => `customer:${n + 1}`)
    await Promise.all(buyers.map((as) => shop.doors.signIn(as)))
    const [receipts, orders] = await Promise.all([
      Promise.all([1, 2, 3].map((n) => receive(`receipt-E-${n}-00`, 'E', 10))),
      Promise.all(buyers.map((as) => placeOrder(shop.doors, as, 'while-goods-come-in', { E: 2 }))),
    ])
    expect(countCodes(receipts)).toEqual({ ok: 3 })
    expect(orders).toHaveLength(30)
    expect(await onHand('E')).toMatchObject({ onHand: 130, locked: 60, usable: 70 })
  })

  it('refuses a request id that was used for another receipt, and takes nothing in', async () => {
    const before = await onHand('B')
    expect(await receive('receipt-B-1', 'B', 9)).toMatchObject({ error: { code: 'STOCK.REQUEST_REUSED' } })
    expect(await onHand('B')).toEqual(before)
  })

  it('refuses an unknown warehouse, an unknown item, and quantities that are none', async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ warehouseId: 'W9' }, 'STOCK.NO_WAREHOUSE'],
      [{ quantity: 0 }, 'REQUEST.INVALID'],
      [{ quantity: -1 }, 'REQUEST.INVALID'],
      [{ quantity: 1.5 }, 'REQUEST.INVALID'],
      [{ warehouseId: { $ne: null } }, 'REQUEST.INVALID'],
    ]
    for (const [more, code] of cases) {
      expect(await receive('receipt-bad-1', 'A', 1, more)).toMatchObject({ error: { code } })
    }
  })

  it('lists a warehouse page by page, each document once', async () => {
    for (const itemId of ['L1', 'L2', 'L3', 'L4', 'L5']) {
      await saveItem(shop.doors, itemId, {})
      await receive(`receipt-${itemId}-00`, itemId, 3, { warehouseId: 'W2' })
    }
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const input = { warehouseId: 'W2', limit: 2, ...(after === undefined ? {} : { after }) }
      const page = (await shop.doors.get('warehouse:1', 'stock.list', input)) as {
        rows: { itemId: string }[]
        next: string | null
      }
      expect(page.rows.length).toBeLessThanOrEqual(2)
      seen.push(...page.rows.map((row) => row.itemId))
      after = page.next
    }
    expect(seen.sort()).toEqual(['A', 'L1', 'L2', 'L3', 'L4', 'L5'])
  })

  it('leaves everything in order', async () => {
    await expectSound(shop.doors)
  })
})

describe('the proof of the stock (#100)', () => {
  let shop: RunningShop

  beforeAll(async () => {
    shop = await startShop()
    await fillShop(shop.doors, { A: { 'W1/B1': 50 }, B: { 'W1/B1': 5 } })
  })
  afterAll(() => shop.stop())

  /** Writes past the business, as a careless person with the console would; puts the document back afterwards. */
  async function whilePlanted(
    collection: string,
    id: string,
    fault: Record<string, unknown>,
    look: () => Promise<void>,
  ): Promise<void> {
    const database = openRawDatabase(shop.doors.url)
    const document = database.collection(collection).doc(id)
    const [before] = (await document.get()).data as [Record<string, unknown>]
    await document.update(fault)
    try {
      await look()
    } finally {
      const { _id, ...fields } = before
      await document.set(fields)
    }
    await expectSound(shop.doors)
  }

  async function stockOf(itemId: string) {
    const found = (await readStocks(shop.doors)).find((stock) => stock.itemId === itemId)
    if (found === undefined) throw new Error(`no stock of ${itemId}`)
    return found
  }

  it('finds a locked counter that is 3 too high, with 10 expected and 13 found', async () => {
    await placeOrder(shop.doors, 'customer:1', 'holds-10-of-A', { A: 10 })
    const { _id } = await stockOf('A')
    const { inc } = openRawDatabase(shop.doors.url).command
    await whilePlanted('stocks', _id, { locked: inc(3) }, async () => {
      const faults = await proofFaults(shop.doors)
      expect(faults).toContainEqual({
        ...{ stockId: _id, what: 'locked-is-not-sum-of-holds', expected: 10, found: 13, holdKey: null },
      })
      expect(faults).toContainEqual({
        ...{ stockId: _id, what: 'usable-is-not-on-hand-less-locked', expected: 37, found: 40, holdKey: null },
      })
    })
  })

  it('finds 3 pieces on hand that no receipt brought', async () => {
    const { _id } = await stockOf('B')
    const { inc } = openRawDatabase(shop.doors.url).command
    await whilePlanted('stocks', _id, { onHand: inc(3), usable: inc(3) }, async () => {
      expect(await proofFaults(shop.doors)).toEqual([
        { stockId: _id, what: 'on-hand-is-not-sum-of-ledger', expected: 5, found: 8, holdKey: null },
      ])
    })
  })

  it('finds usable pieces below zero', async () => {
    const { _id } = await stockOf('B')
    await whilePlanted('stocks', _id, { usable: -2, locked: 7, holds: { 'ghost-1': 7 } }, async () => {
      const faults = await proofFaults(shop.doors)
      expect(faults).toContainEqual({ stockId: _id, what: 'usable-below-zero', expected: 0, found: -2, holdKey: null })
    })
  })

  it('finds a hold of 2 without an order', async () => {
    const { _id } = await stockOf('B')
    await whilePlanted('stocks', _id, { usable: 3, locked: 2, 'holds.ghost-1': 2 }, async () => {
      expect(await proofFaults(shop.doors)).toEqual([
        { stockId: _id, what: 'hold-without-order', expected: 0, found: 2, holdKey: 'ghost-1' },
      ])
    })
  })

  it('finds an open line of 4 whose hold is gone', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'holds-4-of-B', { B: 4 })
    const { _id } = await stockOf('B')
    const { remove } = openRawDatabase(shop.doors.url).command
    await whilePlanted('stocks', _id, { usable: 5, locked: 0, [`holds.${id}-1`]: remove() }, async () => {
      expect(await proofFaults(shop.doors)).toEqual([
        { stockId: _id, what: 'line-not-held', expected: 4, found: 0, holdKey: `${id}-1` },
      ])
    })
  })

  it('finds an open line that is planned for fewer pieces than were ordered', async () => {
    const order = await placeOrder(shop.doors, 'customer:2', 'holds-6-of-A', { A: 6 })
    const { inc } = openRawDatabase(shop.doors.url).command
    await whilePlanted('orders', order.id, { 'lines.0.quantity': inc(1) }, async () => {
      expect(await proofFaults(shop.doors)).toMatchObject([
        { what: 'line-not-held', expected: 7, found: 6, holdKey: `${order.id}-1` },
      ])
    })
  })

  it('looks at every document of orders that lie in 1,050 of them, and finds nothing', async () => {
    const database = openRawDatabase(shop.doors.url)
    const { id } = await placeOrder(shop.doors, 'customer:3', 'copied-21-times', { A: 1 })
    const [order] = (await database.collection('orders').doc(id).get()).data as [OrderDocument]
    const [stock] = (await database.collection('stocks').limit(1).get()).data as [Record<string, unknown>]
    const copies = Array.from({ length: 21 }, (_, n) => copyOrder(order, n))
    const bins = copies
      .flatMap((copy) => copy.lines)
      .map(({ key, bins: [bin] }) => ({ key, _id: String(bin?.stockId) }))
    const one = { onHand: 1, locked: 1, usable: 0 }
    await database
      .collection('stocks')
      .add(bins.map(({ key, _id }) => ({ ...stock, ...one, _id, holds: { [key]: 1 } })))
    await database.collection('orders').add(copies)
    const moves = bins.map(({ _id }) => ({ _id: `m${_id}`, stockId: _id, quantity: 1 }))
    await database.collection('stockMoves').add(moves)
    expect(await proofFaults(shop.doors)).toEqual([])
    for (const [name, ids] of [
      ['stocks', bins.map((bin) => bin._id)],
      ['orders', copies.map((copy) => copy._id)],
      ['stockMoves', moves.map((move) => move._id)],
    ] as const) {
      await database
        .collection(name)
        .where({ _id: database.command.in([...ids]) })
        .remove()
    }
    await expectSound(shop.doors)
  })

  it('raises no false alarm while 40 orders are placed and cancelled', async () => {
    const buyers = Array.from({ length: 20 }, (_, n) => `customer:${n + 1}`)
    await Promise.all(buyers.map((as) => shop.doors.signIn(as)))
    let isBusy = true
    const proofs: unknown[] = []
    const prove = async (): Promise<void> => {
      while (isBusy) proofs.push(...(await proofFaults(shop.doors)))
    }
    const proving = [prove(), prove()]
    await Promise.all(
      buyers.map(async (as) => {
        for (const round of [1, 2]) {
          const { id } = await placeOrder(shop.doors, as, `busy-round-${round}`, { A: 1 })
          await shop.doors.get(as, 'order.cancel', { orderId: id })
        }
      }),
    )
    isBusy = false
    await Promise.all(proving)
    expect(proofs).toEqual([])
  })
})

interface OrderDocument {
  readonly _id: string
  readonly lines: readonly { readonly key: string; readonly bins: readonly Record<string, unknown>[] }[]
}

/** The same order with 50 lines of its own, each in a stock document of its own. */
function copyOrder(order: OrderDocument, n: number): OrderDocument & { number: string } {
  const [line] = order.lines
  const lines = Array.from({ length: 50 }, (_, at) => ({
    ...line,
    key: `copy${n}-${at + 1}`,
    quantity: 1,
    bins: [{ ...line?.bins[0], stockId: `copy${n}_${at}`, quantity: 1 }],
  }))
  return { ...order, _id: `copy${n}`, number: `L000000-COPY${n}`, lines }
}
