import { measureLoad } from '../support/load'
import { startService } from '../support/processes'
import type { Report } from '../support/report'
import { ADDRESS, openShop, stockShop } from '../support/shop'

const ITEMS = 10_000

/** List page and search over 10,000 items beside a read of one order, one client, through the door. */
export async function benchLists(report: Report): Promise<void> {
  const service = await startService('shop-service')
  const shop = openShop(service.url)
  const owner = await stockShop(shop, ITEMS, 0)
  await shop.call('staff', owner, 'stock.receive', {
    requestId: 'lists-receive-1',
    warehouseId: 'W1',
    itemId: 'i1',
    batch: 'B1',
    quantity: 10,
  })
  const session = await shop.signIn('bench-buyer-1', 'customer')
  const place = { requestId: 'lists-order-1', lines: [{ itemId: 'i1', quantity: 1 }], address: ADDRESS }
  const order = (await shop.call('customer', session, 'order.place', place)) as { id: string }
  const time = async (path: string, inputOf: (n: number) => unknown) =>
    measureLoad({ clients: 1, seconds: 3 }, async (_client, n) => {
      await shop.call('customer', session, path, inputOf(n))
    })
  const status = await time('order.get', () => ({ orderId: order.id }))
  const list = await time('catalog.search', () => ({ categoryId: 'c1' }))
  const search = await time('catalog.search', (n) => ({ text: `不锈钢 M${(n % 20) + 3}` }))
  await service.stop()
  report.add('order status read', { p50Ms: status.p50Ms, p95Ms: status.p95Ms })
  for (const [name, measured] of [
    ['list page of 12, 10,000 items', list],
    ['search over 10,000 items', search],
  ] as const) {
    report.add(
      name,
      { p50Ms: measured.p50Ms, p95Ms: measured.p95Ms },
      {
        goal: 'p95 <= 2 x order status',
        ratios: { ofStatus: measured.p95Ms / status.p95Ms },
        isMet: measured.p95Ms <= 2 * status.p95Ms,
      },
    )
  }
}
