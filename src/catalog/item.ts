import * as z from 'zod'
import type { Collection } from '../ports/store'
import { ladderStepSchema } from '../pricing'
import { priceFenSchema } from '../shared/money'
import { idSchema } from '../shared/text'
import { stockSchema } from '../stock'
import type { saveItemInput } from './contract'
import { keywordsOf } from './keywords'

export const itemSchema = z.object({
  _id: idSchema,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  categoryId: idSchema,
  description: z.string(),
  barcode: z.string(),
  picture: z.string(),
  listUnitFen: priceFenSchema,
  ladder: z.array(ladderStepSchema),
  safetyStock: z.int(),
  isActive: z.boolean(),
  sort: z.int(),
  /** `sort` and id in one text, so that a page of a list is one range of an index. */
  position: z.string(),
  keywords: z.array(z.string()),
  demo: z.boolean().optional(),
})

export type Item = z.infer<typeof itemSchema>

export const items: Collection<Item> = { name: 'items', schema: itemSchema }

const itemWithStocksSchema = itemSchema.extend({ stocks: z.array(stockSchema) })

export type ItemWithStocks = z.infer<typeof itemWithStocksSchema>

/** Items joined with where they lie; read with `STOCKS_OF_ITEM`. */
export const itemsWithStocks: Collection<ItemWithStocks> = { name: 'items', schema: itemWithStocksSchema }

export const STOCKS_OF_ITEM = { from: 'stocks', localField: '_id', foreignField: 'itemId', as: 'stocks' } as const

/** An item's place in every list. */
export function positionOf(sort: number, itemId: string): string {
  return `${String(sort).padStart(6, '0')}~${itemId}`
}

/** The document that keeps what was typed, with its place and its search words. */
export function itemOf({ itemId, ...typed }: z.output<typeof saveItemInput>): Item {
  return { _id: itemId, ...typed, position: positionOf(typed.sort, itemId), keywords: keywordsOf(typed) }
}
