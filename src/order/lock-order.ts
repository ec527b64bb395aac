import type { Context } from '../ports/context'
import { repeatIfLost } from '../ports/store'
import { ok, refuse, type Result } from '../shared/result'
import { type Bin, loadStocks, planBins, releaseHolds, type StockLevel, takeHolds, usableOf } from '../stock'
import { ORDER_IN_PROGRESS, ORDER_STATE, STOCK_SHORT } from './errors'
import { HOLDING_STATES, type Order, type OrderLine, orders } from './order'

/** A runner that has not finished after this is dead: a function ends after 15 s. */
export const LOCK_MS = 20_000

/** How often lines that lost their bins to others are planned anew; each time somebody else got the pieces. */
const PLANS = 30
/** From this plan on the oldest bin is not tried first, or everybody who lost would meet there again. */
const SPREAD_FROM = 2

/**
 * Holds every line and moves the order from `locking` to `review`; if a line stays short, gives everything back, removes
 * the order and refuses with the figures. Every step may be repeated, so anyone may go on after a crash. `lockUntil` is
 * the runner's own mark: one that was slow and overtaken changes the order no more and gives back what it took too many.
 */
export async function lockOrder(context: Context, order: Order): Promise<Result<Order>> {
  let current = order
  let missing = await takeLines(context, order.lines)
  for (let plan = 1; missing.length > 0; plan += 1) {
    const renewed = await renewLock(context, current)
    if (renewed === undefined) return stepAside(context, current)
    const stocks = await freshStocks(context, missing)
    const bins = plan < PLANS ? planLines(renewed, missing, stocks, plan) : undefined
    if (bins === undefined) return undoOrder(context, renewed, missing, stocks)
    const planned = await context.store.change(orders, order._id, ownLock(renewed), { set: bins })
    if (planned === undefined) return stepAside(context, renewed)
    current = planned
    const keys = new Set(missing.map((line) => line.key))
    missing = await takeLines(
      context,
      current.lines.filter((line) => keys.has(line.key)),
    )
  }
  return finishOrder(context, current)
}

/** Takes side by side; returns the lines that are not held in full. */
async function takeLines(context: Context, lines: readonly OrderLine[]): Promise<OrderLine[]> {
  const held = await Promise.all(lines.map((line) => takeHolds(context, line)))
  return lines.filter((_line, at) => held[at] !== true)
}

/** Holds this very runner's lock; nothing else may change an order in `locking`. */
function ownLock(order: Order): Record<string, unknown> {
  return { state: 'locking', lockUntil: order.lockUntil }
}

/** The lock for another while, before anything is given back; undefined when another runner has taken over. */
export async function renewLock(context: Context, order: Order): Promise<Order | undefined> {
  const lockUntil = new Date(context.clock.now().getTime() + LOCK_MS)
  return context.store.change(orders, order._id, ownLock(order), { set: { lockUntil } })
}

/** What lies there for these lines, once the bins that they do hold are given back. */
async function freshStocks(context: Context, missing: readonly OrderLine[]): Promise<StockLevel[]> {
  await releaseHolds(context, missing)
  return loadStocks(
    context,
    missing.map((line) => line.itemId),
  )
}

/** New bins for the missing lines, as a change of the order; undefined when there are too few pieces. */
function planLines(
  order: Order,
  missing: readonly OrderLine[],
  stocks: readonly StockLevel[],
  plan: number,
): Record<string, Bin[]> | undefined {
  const turn = plan < SPREAD_FROM ? 0 : plan + spreadOf(order._id)
  const set: Record<string, Bin[]> = {}
  for (const line of missing) {
    const bins = planBins(stocksOf(line, stocks), line.quantity, turn)
    if (bins === undefined) return undefined
    set[`lines.${order.lines.findIndex((one) => one.key === line.key)}.bins`] = bins
  }
  return set
}

/** Another number for most orders. */
function spreadOf(orderId: string): number {
  return [...orderId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
}

function stocksOf(line: OrderLine, stocks: readonly StockLevel[]): StockLevel[] {
  return stocks.filter((stock) => stock.itemId === line.itemId)
}

async function finishOrder(context: Context, order: Order): Promise<Result<Order>> {
  const at = context.clock.now()
  const entry = { state: 'review' as const, at, by: 'customer', note: '' }
  const set = { state: 'review' as const, updatedAt: at, lockUntil: null }
  const change = { set, push: { timeline: [entry] } }
  const isFinished = await repeatIfLost(() => context.store.apply(orders, order._id, ownLock(order), change))
  // Nobody but the runner changes an order in `locking`, so what stands there now is known without reading it back.
  return isFinished ? ok({ ...order, ...set, timeline: [...order.timeline, entry] }) : stepAside(context, order)
}

/** Gives back first, removes last: an order that is gone never holds anything. The missing lines hold nothing by now. */
async function undoOrder(
  context: Context,
  order: Order,
  missing: readonly OrderLine[],
  stocks: readonly StockLevel[],
): Promise<Result<never>> {
  const keys = new Set(missing.map((line) => line.key))
  await releaseHolds(
    context,
    order.lines.filter((line) => !keys.has(line.key)),
  )
  await context.store.remove(orders, order._id, ownLock(order))
  const lines = missing.map((line) => {
    const { itemId, name, quantity } = line
    return { itemId, name, asked: quantity, usable: usableOf(stocksOf(line, stocks)) }
  })
  return refuse(STOCK_SHORT, 'Not enough in stock.', { lines })
}

/** Another runner went on with the order: its outcome is the answer, and what it does not count on is given back. */
async function stepAside(context: Context, order: Order): Promise<Result<Order>> {
  const standing = await context.store.get(orders, order._id)
  await releaseHolds(context, straysOf(order, standing))
  if (standing === undefined) return refuse(ORDER_STATE, 'The order was undone meanwhile; ask again.')
  if (standing.state !== 'locking') return ok(standing)
  return refuse(ORDER_IN_PROGRESS, 'The same request is being carried out; ask again in a moment.')
}

/** The bins of `order` that the standing order has no claim on: all of them once it is gone or has ended. */
function straysOf(order: Order, standing: Order | undefined): Pick<OrderLine, 'key' | 'bins'>[] {
  const isHolding = standing?.state === 'locking' || (standing !== undefined && HOLDING_STATES.includes(standing.state))
  const claimed = new Set(isHolding ? standing.lines.flatMap((line) => line.bins.map((bin) => nameOf(line, bin))) : [])
  return order.lines.map((line) => ({
    key: line.key,
    bins: line.bins.filter((bin) => !claimed.has(nameOf(line, bin))),
  }))
}

function nameOf(line: OrderLine, bin: Bin): string {
  return `${line.key} ${bin.stockId}`
}
