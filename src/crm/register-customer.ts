import type { Context } from '../ports/context'
import { findDefaultLevel } from '../pricing'
import { type Customer, customerCodeOf, customers } from './customer'

/** Stands in for a level while the owner has set none: list prices. */
const NO_LEVEL_ID = 'none'

export interface NewCustomer {
  readonly customerId: string
  readonly personId: string | null
  readonly source: Customer['source']
  readonly name?: string
  readonly company?: string
  readonly phone?: string
  /** The default level when left out. */
  readonly levelId?: string
  readonly demo?: boolean
}

/** Adds a customer under an id that the caller derived; the same id again leaves the first as it is. */
export async function registerCustomer(context: Context, input: NewCustomer): Promise<void> {
  const levelId = input.levelId ?? (await findDefaultLevel(context))?._id ?? NO_LEVEL_ID
  const code = customerCodeOf(context.ids, input.customerId)
  await context.store.insert(customers, {
    _id: input.customerId,
    code,
    // WeChat gives no name; the customer's own number tells the nameless apart.
    name: input.name ?? `微信用户${code.slice(-4)}`,
    company: input.company ?? '',
    phone: input.phone ?? '',
    levelId,
    ownerId: null,
    ownerName: null,
    personId: input.personId,
    source: input.source,
    addresses: [],
    addressRevision: 0,
    createdAt: context.clock.now(),
    ...(input.demo === true ? { demo: true } : {}),
  })
}
