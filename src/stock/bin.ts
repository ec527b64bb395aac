import * as z from 'zod'
import { quantitySchema } from '../shared/quantity'
import { idSchema } from '../shared/text'
import type { Stock } from './stock'

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
 * Undefined when all of them together are too few.
 */
export function planBins(stocks: readonly Stock[], quantity: number): Bin[] | undefined {
  const oldestFirst = stocks.filter((stock) => stock.usable > 0).sort(byAge)
  const whole = oldestFirst.find((stock) => stock.usable >= quantity)
  if (whole !== undefined) return [binOf(whole, quantity)]
  return spread(oldestFirst, quantity)
}

function spread(oldestFirst: readonly Stock[], quantity: number): Bin[] | undefined {
  const bins: Bin[] = []
  let missing = quantity
  for (const stock of oldestFirst) {
    if (missing === 0) break
    const taken = Math.min(stock.usable, missing)
    bins.push(binOf(stock, taken))
    missing -= taken
  }
  return missing === 0 ? bins : undefined
}

function binOf(stock: Stock, quantity: number): Bin {
  return { stockId: stock._id, warehouseId: stock.warehouseId, batch: stock.batch, quantity }
}

function byAge(a: Stock, b: Stock): number {
  return a.receivedAt.getTime() - b.receivedAt.getTime() || (a._id < b._id ? -1 : 1)
}

/** Pieces that can be ordered over all bins (#87); a bin in backorder takes nothing from the others. */
export function usableOf(stocks: readonly Stock[]): number {
  return stocks.reduce((sum, stock) => sum + Math.max(0, stock.usable), 0)
}

/** Pieces in the warehouses, held ones included. */
export function onHandOf(stocks: readonly Stock[]): number {
  return stocks.reduce((sum, stock) => sum + stock.onHand, 0)
}
