import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { Collection } from '../ports/store'
import { levelDocumentSchema } from '../pricing'
import { deliveryAddressSchema } from '../shared/address'
import { idSchema } from '../shared/text'

/** More addresses than this are a mistake, and the document stays small. */
export const MAX_ADDRESSES = 20

const addressSchema = deliveryAddressSchema.extend({ id: idSchema, isDefault: z.boolean() })
export type SavedAddress = z.infer<typeof addressSchema>

export const customerSchema = z.object({
  _id: idSchema,
  code: z.string(),
  name: z.string(),
  company: z.string(),
  /** Empty until the customer gives one. */
  phone: z.string(),
  levelId: z.string(),
  /** The seller in charge; null = anybody of sales may claim the customer. */
  ownerId: idSchema.nullable(),
  ownerName: z.string().nullable(),
  personId: idSchema.nullable(),
  source: z.enum(['mini-program', 'staff']),
  addresses: z.array(addressSchema),
  /** Counts the changes of `addresses`, so that two changes at once do not lose one. */
  addressRevision: z.int(),
  createdAt: z.date(),
  demo: z.boolean().optional(),
})

export type Customer = z.infer<typeof customerSchema>

export const customers: Collection<Customer> = { name: 'customers', schema: customerSchema }

/** A customer with the level's document, as one call reads them. */
export const customerWithLevelSchema = customerSchema.extend({ levels: z.array(levelDocumentSchema) })
export type CustomerWithLevel = z.infer<typeof customerWithLevelSchema>

/** Our number of a customer: C and ten letters and digits, from the id, so that no counter is needed. */
export function customerCodeOf(ids: Ids, customerId: string): string {
  return `C${ids.derive('customer code', customerId).slice(0, 10).toUpperCase()}`
}
