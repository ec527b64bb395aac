import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { Collection } from '../ports/store'
import { idSchema } from '../shared/text'

/** One document per (warehouse, item, batch); the reservation protocol of DESIGN.md lives on it. */
export const stockSchema = z.object({
  _id: idSchema,
  warehouseId: idSchema,
  itemId: idSchema,
  batch: z.string(),
  receivedAt: z.date(),
  onHand: z.int(),
  /** Always the sum of `holds`. */
  locked: z.int(),
  /** Always onHand - locked. */
  usable: z.int(),
  /** Pieces held, by order line key. */
  holds: z.record(z.string(), z.int()),
})

export type Stock = z.infer<typeof stockSchema>

export const stocks: Collection<Stock> = { name: 'stocks', schema: stockSchema }

/** The counters without the holds, which grow with the open orders: all that prices, plans and lists need. */
export const stockLevelSchema = stockSchema.omit({ holds: true })

export type StockLevel = z.infer<typeof stockLevelSchema>

/** Read with `WITHOUT_HOLDS` left out. */
export const stockLevels: Collection<StockLevel> = { name: 'stocks', schema: stockLevelSchema }
export const WITHOUT_HOLDS = ['holds'] as const

/** The stock ledger: every change of on-hand, never edited. Their sum per stock document is its on-hand. */
export const stockMoveSchema = z.object({
  _id: idSchema,
  stockId: idSchema,
  /** Pieces; positive = in, negative = out. */
  quantity: z.int(),
  kind: z.enum(['receipt', 'shipment']),
  /** The receipt's or delivery note's id. */
  reference: z.string(),
  at: z.date(),
  by: z.string(),
})

export type StockMove = z.infer<typeof stockMoveSchema>

export const stockMoves: Collection<StockMove> = { name: 'stockMoves', schema: stockMoveSchema }

/** The same (warehouse, item, batch) is always the same document. */
export function stockIdOf(ids: Ids, warehouseId: string, itemId: string, batch: string): string {
  return `s${ids.derive('stock', warehouseId, itemId, batch)}`
}
