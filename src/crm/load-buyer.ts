import * as z from 'zod'
import type { Context } from '../ports/context'
import type { Collection } from '../ports/store'
import { levelDocumentSchema, NO_LEVEL, type PriceLevel } from '../pricing'
import { idSchema } from '../shared/text'

const buyerDocumentSchema = z.object({
  _id: idSchema,
  name: z.string(),
  company: z.string(),
  levels: z.array(levelDocumentSchema),
})

/** Customers joined with their level: whom an order is for and at which prices, in one call. */
const buyers: Collection<z.infer<typeof buyerDocumentSchema>> = { name: 'customers', schema: buyerDocumentSchema }
const LEVEL_OF_CUSTOMER = { from: 'levels', localField: 'levelId', foreignField: '_id', as: 'levels' } as const

export interface Buyer {
  readonly customerId: string
  /** The company where there is one, else the person. */
  readonly name: string
  readonly level: PriceLevel
}

/** The customer with today's level; undefined for one that does not exist. One call. */
export async function loadBuyer(context: Context, customerId: string): Promise<Buyer | undefined> {
  const [row] = await context.store.listJoined(buyers, { where: { _id: customerId }, limit: 1 }, LEVEL_OF_CUSTOMER)
  if (row === undefined) return undefined
  return { customerId, name: row.company === '' ? row.name : row.company, level: row.levels[0] ?? NO_LEVEL }
}

/** The prices that apply to a customer; list prices for guests and unknown ones. */
export async function loadPriceLevel(context: Context, customerId: string | undefined): Promise<PriceLevel> {
  if (customerId === undefined) return NO_LEVEL
  return (await loadBuyer(context, customerId))?.level ?? NO_LEVEL
}
