import { loadItemsWithStocks } from '../catalog'
import { loadBuyer } from '../crm'
import type { Context } from '../ports/context'
import { priceLines, totalOf } from '../quote'
import { ok, refuse, type Result } from '../shared/result'
import { customerOf, type PlaceOrder } from './asked-order'
import { type Draft, orderDrafts } from './draft'
import { CUSTOMER_UNKNOWN } from './errors'
import { orderIdOf } from './order'
import { lineViewOf } from './new-order'
import { type OrderView, viewRow } from './order-views'

const DRAFT_DAYS = 7

/** Keeps the list and prices it as of now; locks nothing. Saving again with the same request id replaces it. */
export async function draftOrder(
  context: Context,
  input: PlaceOrder & { lines: { itemId: string; quantity: number }[] },
): Promise<Result<OrderView>> {
  const customerId = customerOf(context)
  const itemIds = input.lines.map((line) => line.itemId)
  const [buyer, items] = await Promise.all([loadBuyer(context, customerId), loadItemsWithStocks(context, itemIds)])
  if (buyer === undefined) return refuse(CUSTOMER_UNKNOWN, 'There is no such customer.')
  const priced = priceLines(input.lines, items, buyer.level)
  if (!priced.ok) return priced

  const draft: Draft = {
    _id: orderIdOf(context.ids, customerId, input.requestId),
    customerId,
    lines: input.lines,
    address: input.address ?? null,
    note: input.note,
    expiresAt: new Date(context.clock.now().getTime() + DRAFT_DAYS * 86_400_000),
  }
  await context.store.put(orderDrafts, draft)

  const lines = priced.value.map((line) => lineViewOf(line.view))
  const facts = { _id: draft._id, number: '', state: 'draft' as const, placedAt: context.clock.now() }
  const row = viewRow({
    ...facts,
    totalFen: totalOf(lines),
    lines: lines.map((line) => ({ ...line, key: '', bins: [] })),
  })
  const { address, note } = draft
  return ok({ ...row, lines, address, note, timeline: [], canCancel: false, carrier: null, waybillNumber: null })
}
