import * as z from 'zod'
import type { Collection } from '../ports/store'
import { deliveryAddressSchema } from '../shared/address'
import { idSchema } from '../shared/text'

/** What a customer means to order; without any effect until confirmed (#70). */
export const draftSchema = z.object({
  _id: idSchema,
  customerId: idSchema,
  lines: z.array(z.object({ itemId: idSchema, quantity: z.int() })),
  address: deliveryAddressSchema.nullable(),
  note: z.string(),
  expiresAt: z.date(),
})

export type Draft = z.infer<typeof draftSchema>

/** `_id` is that of the order it may become. */
export const orderDrafts: Collection<Draft> = { name: 'orderDrafts', schema: draftSchema }
