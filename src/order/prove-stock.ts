import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'
import { type Stock, type stockFaultSchema, stockMoves, stocks } from '../stock'
import { HOLDING_STATES, type Order, orders } from './order'

type Fault = z.output<typeof stockFaultSchema>
interface Proof {
  checked: number
  faults: Fault[]
  next: string | null
}

const PAGE = 200
const MAX_ORDERS = 1000
const ORDERS_FIRST = 'orders_'

/**
 * Recomputes every counter from orders, holds and ledger, a page at a time: first each stock document, then each order
 * that should hold pieces. Reports expected and found; changes nothing (#100).
 */
export async function proveStock(context: Context, input: { after?: string | undefined }): Promise<Result<Proof>> {
  const { after } = input
  return ok(after?.startsWith(ORDERS_FIRST) ? await proveOrders(context, after) : await proveStocks(context, after))
}

async function proveStocks(context: Context, after: string | undefined): Promise<Proof> {
  const where = after === undefined ? {} : { _id: { $gt: after } }
  const page = await context.store.list(stocks, { where, sort: [['_id', 'asc']], limit: PAGE })
  if (page.length === 0) return { checked: 0, faults: [], next: ORDERS_FIRST }
  const holdKeys = page.flatMap((stock) => Object.keys(stock.holds))
  const [sums, holders] = await Promise.all([sumLedger(context, page), loadHolders(context, holdKeys)])
  const faults = page.flatMap((stock) => [
    ...counterFaults(stock),
    ...ledgerFaults(stock, sums.get(stock._id) ?? 0),
    ...holdFaults(stock, holders),
  ])
  return { checked: page.length, faults, next: page.at(-1)?._id ?? ORDERS_FIRST }
}

function sumLedger(context: Context, page: readonly Stock[]): Promise<ReadonlyMap<string, number>> {
  const where = { stockId: { $in: page.map((stock) => stock._id) } }
  return context.store.sumBy(stockMoves, where, { field: 'quantity', groupBy: 'stockId' })
}

/** The orders behind these holds, by id; a hold's key is `<order id>-<line>`. */
async function loadHolders(context: Context, holdKeys: readonly string[]): Promise<Map<string, Order>> {
  const orderIds = [...new Set(holdKeys.map(orderIdOfKey))]
  const pages: string[][] = []
  for (let at = 0; at < orderIds.length; at += MAX_ORDERS) pages.push(orderIds.slice(at, at + MAX_ORDERS))
  const found = await Promise.all(
    pages.map((ids) => context.store.list(orders, { where: { _id: { $in: ids } }, limit: MAX_ORDERS })),
  )
  return new Map(found.flat().map((order) => [order._id, order]))
}

function orderIdOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('-'))
}

function counterFaults(stock: Stock): Fault[] {
  const held = Object.values(stock.holds).reduce((sum, quantity) => sum + quantity, 0)
  return [
    fault(stock, 'locked-is-not-sum-of-holds', held, stock.locked),
    fault(stock, 'usable-is-not-on-hand-less-locked', stock.onHand - stock.locked, stock.usable),
    fault(stock, 'usable-below-zero', Math.max(0, stock.usable), stock.usable),
  ].flat()
}

function ledgerFaults(stock: Stock, sum: number): Fault[] {
  return fault(stock, 'on-hand-is-not-sum-of-ledger', sum, stock.onHand)
}

/** A hold must belong to an open order's line that planned it on this very document. */
function holdFaults(stock: Stock, holders: ReadonlyMap<string, Order>): Fault[] {
  return Object.entries(stock.holds).flatMap(([key, quantity]) => {
    const order = holders.get(orderIdOfKey(key))
    const isOpen = order !== undefined && (order.state === 'locking' || HOLDING_STATES.includes(order.state))
    const line = isOpen ? order.lines.find((candidate) => candidate.key === key) : undefined
    const planned = line?.bins.find((bin) => bin.stockId === stock._id)?.quantity ?? 0
    return fault(stock, 'hold-without-order', planned, quantity, key)
  })
}

async function proveOrders(context: Context, after: string): Promise<Proof> {
  const from = after.slice(ORDERS_FIRST.length)
  const where = { state: { $in: HOLDING_STATES }, ...(from === '' ? {} : { _id: { $gt: from } }) }
  const page = await context.store.list(orders, { where, sort: [['_id', 'asc']], limit: PAGE })
  const stockIds = [
    ...new Set(page.flatMap((order) => order.lines.flatMap((line) => line.bins.map((bin) => bin.stockId)))),
  ]
  const rows = await context.store.list(stocks, { where: { _id: { $in: stockIds } }, limit: 1000 })
  const byId = new Map(rows.map((stock) => [stock._id, stock]))
  const faults = page.flatMap((order) => order.lines.flatMap((line) => lineFaults(line, byId)))
  const last = page.length < PAGE ? undefined : page.at(-1)
  return { checked: page.length, faults, next: last === undefined ? null : `${ORDERS_FIRST}${last._id}` }
}

function lineFaults(line: Order['lines'][number], byId: ReadonlyMap<string, Stock>): Fault[] {
  return line.bins.flatMap((bin) => {
    const held = byId.get(bin.stockId)?.holds[line.key] ?? 0
    return faultAt(bin.stockId, 'line-not-held', bin.quantity, held, line.key)
  })
}

function fault(
  stock: Stock,
  what: Fault['what'],
  expected: number,
  found: number,
  holdKey: string | null = null,
): Fault[] {
  return faultAt(stock._id, what, expected, found, holdKey)
}

function faultAt(
  stockId: string,
  what: Fault['what'],
  expected: number,
  found: number,
  holdKey: string | null,
): Fault[] {
  return expected === found ? [] : [{ stockId, what, expected, found, holdKey }]
}
