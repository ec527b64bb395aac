import { readFileSync } from 'node:fs'
import path from 'node:path'
import { summarise } from '../support/load'
import { type Service, startService } from '../support/processes'
import type { Report } from '../support/report'
import { ADDRESS, openShop, type Shop, stockShop } from '../support/shop'

const lines = (count: number) => Array.from({ length: count }, (_, n) => ({ itemId: `i${n}`, quantity: 1 }))

/** Database calls and sequential trips of each action: counted by the store, read from the function's own log line. */
export async function benchTrips(report: Report): Promise<void> {
  const service = await startService('shop-service', { BENCH_KEEP_LOG: '1' })
  const shop = openShop(service.url)
  await stockShop(shop, 10, 100_000)
  const session = await shop.signIn('bench-buyer-1', 'customer')
  const place = (n: number) => ({ requestId: `trips-order-${n}`, lines: lines(3), address: ADDRESS })
  const order = (await shop.call('customer', session, 'order.place', place(0))) as { id: string }
  const actions: [name: string, action: string, input: unknown, maxCalls: number, maxTrips: number][] = [
    ['order of 3 lines', 'order.place', place(1), 7, 4],
    ['quote of 5 items', 'quote.lookup', { lines: lines(5) }, 2, 2],
    ['order list', 'order.list', {}, 1, 1],
    ['order status', 'order.get', { orderId: order.id }, 1, 1],
  ]
  for (const [name, action, input, maxCalls, maxTrips] of actions) {
    const used = await usageOf(service, shop, session, action, input)
    report.add(
      `${name}: database calls and trips`,
      { ...used },
      {
        goal: `<= ${maxCalls} calls in <= ${maxTrips} trips`,
        isMet: used.calls <= maxCalls && used.trips <= maxTrips,
      },
    )
  }
  await benchSlowDatabase(report, shop, session)
  await service.stop()
}

interface Usage {
  readonly calls: number
  readonly trips: number
}

async function usageOf(service: Service, shop: Shop, session: string, action: string, input: unknown): Promise<Usage> {
  await shop.call('customer', session, action, input)
  const lines = readFileSync(path.join(service.folder, 'functions.log'), 'utf8').trim().split('\n')
  const own = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.action === action)
  const last = own.at(-1)
  return { calls: Number(last?.storeCalls), trips: Number(last?.storeTrips) }
}

/** The same order with 10 ms added to each database call, as in the real cloud. */
async function benchSlowDatabase(report: Report, shop: Shop, session: string): Promise<void> {
  await shop.dev('fault', { action: '*', nth: 1, kind: 'delay', ms: 10, every: true })
  const times: number[] = []
  for (let n = 0; n < 40; n += 1) {
    const before = performance.now()
    await shop.call('customer', session, 'order.place', {
      requestId: `slow-order-${n}`,
      lines: lines(3),
      address: ADDRESS,
    })
    times.push(performance.now() - before)
  }
  await shop.dev('fault', { clear: true })
  const { p50Ms, p95Ms } = summarise(times, 1)
  report.add('order with 10 ms per database call', { p50Ms, p95Ms }, { goal: 'p50 <= 60 ms', isMet: p50Ms <= 60 })
}
