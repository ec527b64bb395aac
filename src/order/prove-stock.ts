import type * as z from 'zod'
import type { Context } from '../ports/context'
import type { Collection, Document } from '../ports/store'
import { ok, type Result } from '../shared/result'
import { type Stock, type stockFaultSchema, stockMoves, stocks } from '../stock'
import { HOLDING_STATES, type Order, type OrderLine, orders } from './order'

type Fault = z.output<typeof stockFaultSchema>
interface Proof {
  checked: number
  faults: Fault[]
  next: string | null
}

const PAGE = 200
const MAX_IDS = 1000
const ORDERS_FIRST = 'orders_'
/** Longer than any step between two writes that belong together. */
const LOOK_AGAIN_MS = 500

/**
 * Recomputes every counter from orders, holds and ledger, a page at a time: first each stock document, then each order
 * that should hold pieces. Reports expected and found; changes nothing (#100). What is found is looked at once more, so
 * that an order just being placed or shipped is no fault.
 */
export async function proveStock(context: Context, input: { after?: string | undefined }): Promise<Result<Proof>> {
  const { after } = input
  return ok(after?.startsWith(ORDERS_FIRST) ? await proveOrders(context, after) : await proveStocks(context, after))
}

async function proveStocks(context: Context, after: string | undefined): Promise<Proof> {
  const where = after === undefined ? {} : { _id: { $gt: after } }
  const page = await context.store.list(stocks, { where, sort: [['_id', 'asc']], limit: PAGE })
  const faults = await findLasting(context, stocks, page, findStockFaults)
  return { checked: page.length, faults, next: page.at(-1)?._id ?? ORDERS_FIRST }
}

async function proveOrders(context: Context, after: string): Promise<Proof> {
  const from = after.slice(ORDERS_FIRST.length)
  const where = { state: { $in: HOLDING_STATES }, ...(from === '' ? {} : { _id: { $gt: from } }) }
  const page = await context.store.list(orders, { where, sort: [['_id', 'asc']], limit: PAGE })
  const faults = await findLasting(context, orders, page, findOrderFaults)
  const last = page.length < PAGE ? undefined : page.at(-1)
  return { checked: page.length, faults, next: last === undefined ? null : `${ORDERS_FIRST}${last._id}` }
}

/** The faults of these rows that are still there, unchanged, a moment later. */
async function findLasting<T extends Document>(
  context: Context,
  collection: Collection<T>,
  rows: readonly T[],
  find: (context: Context, rows: readonly T[]) => Promise<Fault[]>,
): Promise<Fault[]> {
  const first = await find(context, rows)
  if (first.length === 0) return []
  await context.clock.sleep(LOOK_AGAIN_MS)
  const again = await loadByIds(
    context,
    collection,
    rows.map((row) => row._id),
  )
  const still = new Set((await find(context, [...again.values()])).map((fault) => JSON.stringify(fault)))
  return first.filter((fault) => still.has(JSON.stringify(fault)))
}

async function findStockFaults(context: Context, rows: readonly Stock[]): Promise<Fault[]> {
  const orderIds = rows.flatMap((stock) => Object.keys(stock.holds)).map(orderIdOfKey)
  const [sums, holders] = await Promise.all([sumLedger(context, rows), loadByIds(context, orders, orderIds)])
  return rows.flatMap((stock) => [
    ...counterFaults(stock),
    ...fault(stock, 'on-hand-is-not-sum-of-ledger', sums.get(stock._id) ?? 0, stock.onHand),
    ...holdFaults(stock, holders),
  ])
}

async function findOrderFaults(context: Context, rows: readonly Order[]): Promise<Fault[]> {
  // A row that ended since it was listed holds nothing any more.
  const lines = rows.filter((order) => HOLDING_STATES.includes(order.state)).flatMap((order) => order.lines)
  const stockIds = lines.flatMap((line) => line.bins.map((bin) => bin.stockId))
  const byId = await loadByIds(context, stocks, stockIds)
  return lines.flatMap((line) => lineFaults(line, byId))
}

function sumLedger(context: Context, rows: readonly Stock[]): Promise<ReadonlyMap<string, number>> {
  const where = { stockId: { $in: rows.map((stock) => stock._id) } }
  return context.store.sumBy(stockMoves, where, { field: 'quantity', groupBy: 'stockId' })
}

/** Those of these documents that exist; as many calls side by side as the ids need. */
async function loadByIds<T extends Document>(
  context: Context,
  collection: Collection<T>,
  ids: readonly string[],
): Promise<Map<string, T>> {
  const wanted = [...new Set(ids)]
  const parts: string[][] = []
  for (let at = 0; at < wanted.length; at += MAX_IDS) parts.push(wanted.slice(at, at + MAX_IDS))
  const found = await Promise.all(
    parts.map((part) => context.store.list(collection, { where: { _id: { $in: part } }, limit: MAX_IDS })),
  )
  return new Map(found.flat().map((row) => [row._id, row]))
}

/** A hold's key is `<order id>-<line>`. */
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

/** Each bin must hold what was planned for it, and the bins together what was ordered. */
function lineFaults(line: OrderLine, byId: ReadonlyMap<string, Stock>): Fault[] {
  const planned = line.bins.reduce((sum, bin) => sum + bin.quantity, 0)
  const inBins = line.bins.flatMap((bin) => {
    const held = byId.get(bin.stockId)?.holds[line.key] ?? 0
    return faultAt(bin.stockId, 'line-not-held', bin.quantity, held, line.key)
  })
  return [...inBins, ...faultAt(line.bins[0]?.stockId ?? '', 'line-not-held', line.quantity, planned, line.key)]
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
