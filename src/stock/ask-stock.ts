import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'
import { usableOf } from './bin'
import type { onHandSchema, staff } from './contract'
import { type StockLevel, stockLevels, WITHOUT_HOLDS } from './stock'
import { viewStock } from './view-stock'
import { loadWarehouses, type Warehouse } from './warehouse'

/** Batches of one item are few; more than this in one read means that old ones should be closed. */
const MAX_BINS = 1000

type OnHand = z.output<typeof onHandSchema>
type Checked = z.output<(typeof staff.stock.check)['~orpc']['outputSchema'] & z.ZodType>

/** Where the pieces of one item lie, by warehouse and in total (#92). */
export async function askOnHand(context: Context, input: { itemId: string }): Promise<Result<OnHand>> {
  const [rows, all] = await Promise.all([loadStocks(context, [input.itemId]), loadWarehouses(context)])
  const held = all.map((warehouse) => sumWarehouse(warehouse, rows)).filter((sum) => sum !== undefined)
  return ok({ itemId: input.itemId, warehouses: held, ...sum(rows) })
}

function sumWarehouse(warehouse: Warehouse, rows: readonly StockLevel[]): OnHand['warehouses'][number] | undefined {
  const own = rows.filter((row) => row.warehouseId === warehouse._id)
  return own.length === 0 ? undefined : { warehouseId: warehouse._id, name: warehouse.name, ...sum(own) }
}

function sum(rows: readonly StockLevel[]): { onHand: number; locked: number; usable: number } {
  const total = { onHand: 0, locked: 0, usable: 0 }
  for (const row of rows) {
    total.onHand += row.onHand
    total.locked += row.locked
    total.usable += row.usable
  }
  return total
}

/** Whether these pieces could be ordered now; locks nothing (#91). */
export async function checkStock(
  context: Context,
  input: { lines: { itemId: string; quantity: number }[] },
): Promise<Result<Checked>> {
  const rows = await loadStocks(context, [...new Set(input.lines.map((line) => line.itemId))])
  const lines = input.lines.map(({ itemId, quantity }) => {
    const usable = usableOf(rows.filter((row) => row.itemId === itemId))
    return { itemId, asked: quantity, usable, short: Math.max(0, quantity - usable) }
  })
  return ok({ isEnough: lines.every((line) => line.short === 0), lines })
}

/** Every stock document of these items, in one call. */
export async function loadStocks(context: Context, itemIds: readonly string[]): Promise<StockLevel[]> {
  return context.store.list(stockLevels, { where: { itemId: { $in: itemIds } }, limit: MAX_BINS, omit: WITHOUT_HOLDS })
}

/** A page of one warehouse's stock documents. */
export async function listStocks(
  context: Context,
  input: { warehouseId: string; after?: string | undefined; limit: number },
): Promise<Result<{ rows: ReturnType<typeof viewStock>[]; next: string | null }>> {
  const where = { warehouseId: input.warehouseId, ...(input.after === undefined ? {} : { _id: { $gt: input.after } }) }
  const rows = await context.store.list(stockLevels, {
    where,
    sort: [['_id', 'asc']],
    limit: input.limit + 1,
    omit: WITHOUT_HOLDS,
  })
  const page = rows.slice(0, input.limit)
  return ok({ rows: page.map(viewStock), next: rows.length > input.limit ? (page.at(-1)?._id ?? null) : null })
}
