import { post } from '../support/load'
import { startService } from '../support/processes'
import type { Report } from '../support/report'
import { ADDRESS, openShop, type Shop, stockShop } from '../support/shop'
import { signInBuyers } from './order-throughput'

const BUYERS = 200
const PIECES = 100

/** 200 buyers at once on one item with 100 pieces, beside 200 single orders spread over 200 items. */
export async function benchHotItem(report: Report): Promise<void> {
  const service = await startService('shop-service')
  const shop = openShop(service.url)
  await stockShop(shop, BUYERS + 10, PIECES)
  const sessions = await signInBuyers(shop, BUYERS)
  // Warm, so that neither of the two pays for the compiler.
  for (const round of [1, 2, 3])
    await orderAll(shop, sessions.slice(0, 60), `warm${round}`, () => `i${BUYERS + 1 + round}`)

  const spread = await orderAll(shop, sessions, 'spread', (n) => `i${n}`)
  const hot = await orderAll(shop, sessions, 'hot', () => `i${BUYERS + 9}`)
  await service.stop()
  const values = { orders: hot.placed, short: hot.short, other: hot.other, hotMs: hot.ms, spreadMs: spread.ms }
  report.add('hot item: 200 buyers, 100 pieces', values, {
    goal: 'exactly 100 orders, 100 short; last answer <= 3 x spread',
    ratios: { hotOverSpread: hot.ms / spread.ms },
    isMet: hot.placed === PIECES && hot.short === BUYERS - PIECES && hot.other === 0 && hot.ms <= 3 * spread.ms,
  })
}

async function orderAll(shop: Shop, sessions: readonly string[], round: string, itemOf: (n: number) => string) {
  const before = performance.now()
  const codes = await Promise.all(
    sessions.map(async (session, n) => {
      const lines = [{ itemId: itemOf(n), quantity: 1 }]
      const body = { path: 'order.place', input: { requestId: `hot-${round}-${n}-0000`, lines, address: ADDRESS } }
      const reply = (await post(`${shop.url}/customer`, body, { authorization: `Bearer ${session}` })) as {
        ok: boolean
        error?: { code: string }
      }
      return reply.ok ? 'ok' : (reply.error?.code ?? '?')
    }),
  )
  const ms = performance.now() - before
  const placed = codes.filter((code) => code === 'ok').length
  const short = codes.filter((code) => code === 'STOCK.SHORT').length
  return { ms, placed, short, other: codes.length - placed - short }
}
