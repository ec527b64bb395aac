import * as z from 'zod'
import type { Collection } from '../ports/store'
import { ladderStepSchema } from '../pricing'
import { priceFenSchema } from '../shared/money'
import { idSchema } from '../shared/text'
import { stockLevelSchema } from '../stock'
import type { saveItemInput } from './contract'
import { categoryWord, keywordsOf, ON_SALE } from './keywords'

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

const itemOnCardSchema = itemSchema.omit({ keywords: true, description: true, barcode: true, safetyStock: true })

export type ItemOnCard = z.infer<typeof itemOnCardSchema>

/** Items as a list shows them; read with `NOT_ON_CARDS` left out. */
export const itemCards: Collection<ItemOnCard> = { name: 'items', schema: itemOnCardSchema }

/** The search words are most of an item's document and of no use to a reader. */
export const NOT_ON_CARDS = ['keywords', 'description', 'barcode', 'safetyStock'] as const

const itemWithStocksSchema = itemSchema.omit({ keywords: true }).extend({ stocks: z.array(stockLevelSchema) })

export type ItemWithStocks = z.infer<typeof itemWithStocksSchema>

/** Who holds what grows with the open orders; a price or a plan needs the counters only. */
export const NOT_WITH_STOCKS = ['keywords', 'stocks.holds'] as const

/** Items joined with where they lie; read with `STOCKS_OF_ITEM`. */
export const itemsWithStocks: Collection<ItemWithStocks> = { name: 'items', schema: itemWithStocksSchema }

export const STOCKS_OF_ITEM = { from: 'stocks', localField: '_id', foreignField: 'itemId', as: 'stocks' } as const

/** An item's place in every list. */
export function positionOf(sort: number, itemId: string): string {
  return `${String(sort).padStart(6, '0')}~${itemId}`
}

/** The document that keeps what was typed, with its place and its search words. */
export function itemOf({ itemId, ...typed }: z.output<typeof saveItemInput>): Item {
  return {
    _id: itemId,
    ...typed,
    position: positionOf(typed.sort, itemId),
    keywords: [...keywordsOf(typed), categoryWord(typed.categoryId), ...(typed.isActive ? [ON_SALE] : [])],
  }
}
