import { codeOf, type Reply, type Shop, startShop, unwrap } from '../support/shop'
import { ADDRESS as address, fillShop } from '../support/small-shop'

let shop: Shop
beforeEach(async () => {
  shop = await startShop({ environment: { OWNER_OPENID: 'wx-owner' } })
})
afterEach(() => shop.stop())

interface Part {
  removed: number
  isDone: boolean
}

/** A call in WeChat by a real account: no part of the demo. */
async function callAs(openid: string, door: string, path: string, input: unknown = {}): Promise<Reply> {
  const opened = await shop.callInWechat(openid, door, { path: 'session.open', input: {} })
  const { session } = unwrap<{ session: string }>(opened)
  return shop.callInWechat(openid, door, { path, input, session })
}

async function placeDemoOrders(count: number): Promise<void> {
  const place = (n: number) => {
    const input = { requestId: `demo-order-${n}`, lines: [{ itemId: 'screw', quantity: 1 }], address }
    return shop.want('customer', `customer:${(n % 12) + 1}`, 'order.place', input)
  }
  await Promise.all(Array.from({ length: count }, (_, n) => place(n)))
}

/** Clears in parts; answers how many there were. */
async function clear(ask: () => Promise<Reply>): Promise<Part[]> {
  const parts: Part[] = []
  do parts.push(unwrap<Part>(await ask()))
  while (parts.at(-1)?.isDone === false && parts.length < 50)
  return parts
}

async function contents(): Promise<Map<string, unknown[]>> {
  const all = new Map<string, unknown[]>()
  for (const collectionName of [
    'people',
    'customers',
    'items',
    'categories',
    'levels',
    'warehouses',
    'stocks',
    'stockMoves',
    'orders',
  ]) {
    const query = { collectionName, queryType: 'WHERE', query: '{}', limit: 1000 }
    const reply = await shop.cloud.database.send('database.getDocument', query)
    const { list } = (reply as { data: { list: string[] } }).data
    all.set(
      collectionName,
      list.map((text) => JSON.parse(text) as unknown),
    )
  }
  return all
}

describe('clearing the demo (#145)', () => {
  it('leaves what the real owner and a real customer made exactly as it was, and nothing of the demo', async () => {
    const level = { levelId: 'real', name: '普通', discountBasisPoints: 0, isDefault: true }
    unwrap(await callAs('wx-owner', 'staff', 'level.save', level))
    unwrap(await callAs('wx-real', 'customer', 'profile.save', { name: '真实顾客', company: '', phone: '' }))
    const real = await contents()
    await fillShop(shop.doors, { screw: { 'W1/B1': 500 } })
    await placeDemoOrders(130)
    // The demo's default level took the mark from the real one: a change of a real document is not taken back.
    unwrap(await callAs('wx-owner', 'staff', 'level.save', level))

    const parts = await clear(() => callAs('wx-owner', 'staff', 'shop.clearDemo'))
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.reduce((sum, part) => sum + part.removed, 0)).toBeGreaterThan(150)
    expect(await contents()).toEqual(real)
    expect(unwrap(await callAs('wx-owner', 'staff', 'shop.clearDemo'))).toEqual({ removed: 0, isDone: true })
  })

  it('lets the demo’s own owner finish, whose account goes last', async () => {
    await fillShop(shop.doors, { screw: { 'W1/B1': 500 } })
    await placeDemoOrders(130)
    const parts = await clear(() => shop.call('staff', 'owner:1', 'shop.clearDemo'))
    expect(parts.at(-1)?.isDone).toBe(true)
    expect([...(await contents()).values()].flat()).toEqual([])
    expect(codeOf(await shop.call('staff', 'owner:1', 'level.list'))).toBe('AUTH.FORBIDDEN')
  })

  it('is for an owner alone', async () => {
    expect(codeOf(await shop.call('staff', 'manager:1', 'shop.clearDemo'))).toBe('AUTH.FORBIDDEN')
  })
})
