import * as z from 'zod'
import { quantitySchema } from '../shared/quantity'
import { idSchema } from '../shared/text'
import type { StockLevel } from './stock'

/** Where pieces of an order line lie: one stock document and how many of it. */
export const binSchema = z.object({
  stockId: idSchema,
  warehouseId: idSchema,
  batch: z.string(),
  quantity: quantitySchema,
})

export type Bin = z.infer<typeof binSchema>

/**
 * Which bins serve `quantity` pieces: the oldest one that has them all, else the oldest ones together (#98).
 * Undefined when all of them together are too few. `turn` begins further along, for those who lost the oldest to others.
 */
export function planBins(stocks: readonly StockLevel[], quantity: number, turn = 0): Bin[] | undefined {
  const oldestFirst = stocks.filter((stock) => stock.usable > 0).sort(byAge)
  const [whole] = rotate(
    oldestFirst.filter((stock) => stock.usable >= quantity),
    turn,
  )
  return whole === undefined ? spread(rotate(oldestFirst, turn), quantity) : [binOf(whole, quantity)]
}

function rotate<T>(rows: readonly T[], turn: number): T[] {
  const start = rows.length === 0 ? 0 : turn % rows.length
  return [...rows.slice(start), ...rows.slice(0, start)]
}

function spread(inOrder: readonly StockLevel[], quantity: number): Bin[] | undefined {
  const bins: Bin[] = []
  let missing = quantity
  for (const stock of inOrder) {
    if (missing === 0) break
    const taken = Math.min(stock.usable, missing)
    bins.push(binOf(stock, taken))
    missing -= taken
  }
  return missing === 0 ? bins : undefined
}

function binOf(stock: StockLevel, quantity: number): Bin {
  return { stockId: stock._id, warehouseId: stock.warehouseId, batch: stock.batch, quantity }
}

function byAge(a: StockLevel, b: StockLevel): number {
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (a._id < b._id ? -1 : 1)
}

/** Pieces that can be ordered over all bins (#87); a bin in backorder takes nothing from the others. */
export function usableOf(stocks: readonly StockLevel[]): number {
  return stocks.reduce((sum, stock) => sum + Math.max(0, stock.usable), 0)
}

/** Pieces in the warehouses, held ones included. */
export function onHandOf(stocks: readonly StockLevel[]): number {
  return stocks.reduce((sum, stock) => sum + stock.onHand, 0)
}
