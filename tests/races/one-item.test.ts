import { countCodes, type Reply } from '../support/doors'
import { expectSound } from '../support/invariants'
import { type RunningShop, startShop } from '../support/running-shop'
import { askForOrder, type Bins, fillShop, receive, saveItem } from '../support/small-shop'

const BUYERS = Array.from({ length: 200 }, (_, n) => `customer:${n + 1}`)

describe('many buyers at once (#93)', () => {
  let shop: RunningShop

  beforeAll(async () => {
    shop = await startShop()
    await fillShop(shop.doors, { X: { 'W1/B1': 1_000 }, Y: { 'W1/B1': 1_000 } })
    await Promise.all(BUYERS.map((as) => shop.doors.signIn(as)))
  })
  afterAll(() => shop.stop())

  async function stock(itemId: string, bins: Bins): Promise<void> {
    await saveItem(shop.doors, itemId, {})
    for (const [place, quantity] of Object.entries(bins)) await receive(shop.doors, itemId, place, quantity)
  }
  function orderAll(buyers: readonly string[], wanted: (n: number) => Record<string, number>): Promise<Reply[]> {
    return Promise.all(
      buyers.map((as, n) => askForOrder(shop.doors, as, `at-once-${Object.keys(wanted(0)).join('-')}`, wanted(n))),
    )
  }
  const onHand = (itemId: string) => shop.doors.get('warehouse:1', 'stock.onHand', { itemId })

  it('sells 100 pieces to 200 buyers of 1: exactly 100 orders, 100 times STOCK.SHORT, nothing else', async () => {
    await stock('hot', { 'W1/B1': 100 })
    expect(countCodes(await orderAll(BUYERS, () => ({ hot: 1 })))).toEqual({ ok: 100, 'STOCK.SHORT': 100 })
    expect(await onHand('hot')).toMatchObject({ onHand: 100, locked: 100, usable: 0 })
    await expectSound(shop.doors)
  })

  it('sells the same 100 pieces exactly when they lie in 3 bins of 40, 35 and 25', async () => {
    await stock('spread', { 'W1/B1': 40, 'W1/B2': 35, 'W2/B1': 25 })
    expect(countCodes(await orderAll(BUYERS, () => ({ spread: 1 })))).toEqual({ ok: 100, 'STOCK.SHORT': 100 })
    expect(await onHand('spread')).toMatchObject({ onHand: 100, locked: 100, usable: 0 })
    await expectSound(shop.doors)
  })

  it('serves 40 buyers of 5 from 20 bins of 10 without anybody going short', async () => {
    await stock('bins', Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`W1/B${n}`, 10])))
    expect(countCodes(await orderAll(BUYERS.slice(0, 40), () => ({ bins: 5 })))).toEqual({ ok: 40 })
    await expectSound(shop.doors)
  })

  it('lets 100 buyers of two items in opposite order all succeed', async () => {
    const replies = await orderAll(BUYERS.slice(0, 100), (n) => (n % 2 === 0 ? { X: 1, Y: 1 } : { Y: 1, X: 1 }))
    expect(countCodes(replies)).toEqual({ ok: 100 })
    expect(await onHand('X')).toMatchObject({ locked: 100 })
    expect(await onHand('Y')).toMatchObject({ locked: 100 })
    await expectSound(shop.doors)
  })

  it('gives 10 usable pieces to 10 of 20 buyers and locks 10', async () => {
    await stock('ten', { 'W1/B1': 10 })
    expect(countCodes(await orderAll(BUYERS.slice(0, 20), () => ({ ten: 1 })))).toEqual({ ok: 10, 'STOCK.SHORT': 10 })
    expect(await onHand('ten')).toMatchObject({ onHand: 10, locked: 10, usable: 0 })
    await expectSound(shop.doors)
  })

  it('leaves nothing of the plentiful item held when the scarce one of an order is gone', async () => {
    await stock('scarce', { 'W1/B1': 7 })
    await stock('plenty', { 'W1/B1': 500 })
    const replies = await orderAll(BUYERS.slice(0, 50), () => ({ plenty: 3, scarce: 1 }))
    expect(countCodes(replies)).toEqual({ ok: 7, 'STOCK.SHORT': 43 })
    expect(await onHand('plenty')).toMatchObject({ locked: 21 })
    await expectSound(shop.doors)
  })

  it('tells everyone who went short which item, how many they asked for and how many there are', async () => {
    const [reply] = await orderAll(['customer:1'], () => ({ X: 1, ten: 2 }))
    expect(reply).toMatchObject({
      error: { code: 'STOCK.SHORT', fields: { lines: [{ itemId: 'ten', asked: 2, usable: 0 }] } },
    })
  })
})
