import { type ChildShop, startChildShop } from '../support/child-shop'
import { type Doors, isBrokenConnection } from '../support/doors'
import { expectSound } from '../support/invariants'
import { fillShop, type OrderView, placeOrder } from '../support/small-shop'
import { answerOf, sweep } from './disturb'

jest.setTimeout(120_000)

const BUYERS = Array.from({ length: 32 }, (_, n) => `customer:${n + 1}`)
const ITEMS = ['A', 'B', 'C', 'D']
const LOAD_MS = 1_500

describe('a shop that is killed under load', () => {
  let shop: ChildShop

  beforeAll(async () => {
    shop = await startChildShop()
    await fillShop(shop.doors, Object.fromEntries(ITEMS.map((item) => [item, { 'W1/B1': 50_000, 'W2/B1': 50_000 }])))
  })
  afterAll(() => shop.stop())

  /** One buyer after another order, until the process is gone; what was answered with success. */
  async function buyUntilKilled(doors: Doors, as: string, round: number): Promise<OrderView[]> {
    const placed: OrderView[] = []
    for (let n = 0; ; n += 1) {
      const [first = 'A', second = 'B'] = [ITEMS[n % 4], ITEMS[(n + 1) % 4]]
      const asking = placeOrder(doors, as, `load-${round}-${n}-000`, { [first]: 1, [second]: 2 })
      try {
        placed.push(await asking)
      } catch (error) {
        if (isBrokenConnection(error)) return placed // Nobody was told anything of this one.
        throw error
      }
    }
  }

  it.each([1, 2])('has every order that was acknowledged, and every sum right (round %i)', async (round) => {
    const { doors } = shop
    await Promise.all(BUYERS.map((as) => doors.signIn(as)))
    const buying = BUYERS.map((as) => buyUntilKilled(doors, as, round))
    await new Promise((resolve) => setTimeout(resolve, LOAD_MS))
    shop.kill()
    const acknowledged = (await Promise.all(buying)).flat()
    expect(acknowledged.length).toBeGreaterThan(BUYERS.length)

    await shop.restart()
    for (const order of acknowledged) {
      const kept = await shop.doors.get('sales:1', 'order.get', { orderId: order.id })
      expect(kept).toMatchObject(order)
    }
    await sweep(shop.doors)
    await expectSound(shop.doors)
    const reply = await answerOf(shop.doors.ask('owner:1', 'stock.onHand', { itemId: 'A' }))
    expect(reply).toMatchObject({ ok: true, output: { onHand: 100_000 } })
  })
})
