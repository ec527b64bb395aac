import type { Context } from '../ports/context'
import type { Collection } from '../ports/store'
import { customerWithLevelSchema, type CustomerWithLevel } from './customer'

export const customersWithLevel: Collection<CustomerWithLevel> = { name: 'customers', schema: customerWithLevelSchema }
export const LEVEL_OF_CUSTOMER = { from: 'levels', localField: 'levelId', foreignField: '_id', as: 'levels' } as const

/** The customer and the level in one call; undefined for one that does not exist. */
export async function loadCustomer(context: Context, customerId: string): Promise<CustomerWithLevel | undefined> {
  const query = { where: { _id: customerId }, limit: 1 }
  const [row] = await context.store.listJoined(customersWithLevel, query, LEVEL_OF_CUSTOMER)
  return row
}
