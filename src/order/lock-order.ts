import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { type Bin, loadStocks, planBins, releaseHolds, takeHolds, usableOf } from '../stock'
import { ORDER_STATE, STOCK_SHORT } from './errors'
import { type Order, type OrderLine, orders } from './order'

/** How often a line that lost its bins to others is planned anew before it counts as short. */
const PLANS = 6

/**
 * Holds every line and moves the order from `locking` to `review`; if a line stays short, gives everything back, removes
 * the order and refuses with the figures. Every step may be repeated, so anyone may go on after a crash.
 */
export async function lockOrder(context: Context, order: Order): Promise<Result<Order>> {
  let missing = await takeLines(context, order.lines)
  let current = order
  for (let plan = 1; missing.length > 0 && plan < PLANS; plan += 1) {
    const planned = await planAgain(context, current, missing)
    if (planned === undefined) break
    current = planned
    const keys = new Set(missing.map((line) => line.key))
    missing = await takeLines(
      context,
      current.lines.filter((line) => keys.has(line.key)),
    )
  }
  return missing.length > 0 ? undoOrder(context, current, missing) : finishOrder(context, current)
}

/** Takes side by side; returns the lines that are not held in full. */
async function takeLines(context: Context, lines: readonly OrderLine[]): Promise<OrderLine[]> {
  const held = await Promise.all(lines.map((line) => takeHolds(context, line)))
  return lines.filter((_line, at) => held[at] !== true)
}

/** New bins for the missing lines, kept in the order before any is taken; undefined when there are too few pieces. */
async function planAgain(context: Context, order: Order, missing: readonly OrderLine[]): Promise<Order | undefined> {
  await releaseHolds(context, missing)
  const stocks = await loadStocks(
    context,
    missing.map((line) => line.itemId),
  )
  const set: Record<string, Bin[]> = {}
  for (const line of missing) {
    const bins = planBins(
      stocks.filter((stock) => stock.itemId === line.itemId),
      line.quantity,
    )
    if (bins === undefined) return undefined
    set[`lines.${order.lines.indexOf(line)}.bins`] = bins
  }
  return context.store.change(orders, order._id, { state: 'locking' }, { set })
}

async function finishOrder(context: Context, order: Order): Promise<Result<Order>> {
  const at = context.clock.now()
  const entry = { state: 'review', at, by: 'customer', note: '' }
  const change = { set: { state: 'review', updatedAt: at, lockUntil: null }, push: { timeline: [entry] } }
  const finished = await context.store.change(orders, order._id, { state: 'locking' }, change)
  const standing = finished ?? (await context.store.get(orders, order._id))
  return standing === undefined ? refuse(ORDER_STATE, 'The order was undone meanwhile; ask again.') : ok(standing)
}

/** Gives back first, removes last: an order that is gone never holds anything. */
async function undoOrder(context: Context, order: Order, missing: readonly OrderLine[]): Promise<Result<never>> {
  await releaseHolds(context, order.lines)
  const [stocks] = await Promise.all([
    loadStocks(
      context,
      missing.map((line) => line.itemId),
    ),
    context.store.remove(orders, order._id, { state: 'locking' }),
  ])
  const lines = missing.map(({ itemId, name, quantity }) => ({
    itemId,
    name,
    asked: quantity,
    usable: usableOf(stocks.filter((stock) => stock.itemId === itemId)),
  }))
  return refuse(STOCK_SHORT, 'Not enough in stock.', { lines })
}
