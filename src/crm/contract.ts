import * as z from 'zod'
import { allow } from '../shared/action'
import { deliveryAddressSchema } from '../shared/address'
import { pageInput, pageOf } from '../shared/page'
import { ALL_STAFF } from '../shared/role'
import { idSchema, lineSchema, mobileSchema, requestIdSchema } from '../shared/text'

export const savedAddressSchema = deliveryAddressSchema.extend({ id: idSchema, isDefault: z.boolean() })

export const profileSchema = z.strictObject({
  customerId: idSchema,
  code: z.string(),
  name: z.string(),
  company: z.string(),
  phone: z.string(),
  levelName: z.string(),
  addresses: z.array(savedAddressSchema),
})

export const customer = {
  profile: {
    get: allow(['customer']).input(z.strictObject({})).output(profileSchema),
    save: allow(['customer'])
      .input(
        z.strictObject({
          name: lineSchema(30),
          company: z.string().trim().max(60).default(''),
          phone: mobileSchema.or(z.literal('')).default(''),
        }),
      )
      .output(profileSchema),
    /** Up to 20; a new one without `id`. The first, or the one marked, is the default. */
    saveAddress: allow(['customer'])
      .input(
        z.strictObject({
          id: idSchema.optional(),
          isDefault: z.boolean().default(false),
          address: deliveryAddressSchema,
        }),
      )
      .output(profileSchema),
    removeAddress: allow(['customer'])
      .input(z.strictObject({ id: idSchema }))
      .output(profileSchema),
  },
}

export const customerRowSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  company: z.string(),
  /** Masked unless the caller's role may see it. */
  phone: z.string(),
  levelId: idSchema,
  levelName: z.string(),
  ownerName: z.string().nullable(),
  source: z.enum(['mini-program', 'staff']),
  createdAt: z.iso.datetime(),
})

const selling = ['sales', 'manager', 'owner'] as const

export const staff = {
  customer: {
    list: allow(ALL_STAFF)
      .input(z.strictObject({ ...pageInput }))
      .output(pageOf(customerRowSchema)),
    get: allow(ALL_STAFF)
      .input(z.strictObject({ customerId: idSchema }))
      .output(customerRowSchema),
    create: allow(selling)
      .input(
        z.strictObject({
          requestId: requestIdSchema,
          name: lineSchema(30),
          company: z.string().trim().max(60).default(''),
          phone: mobileSchema.or(z.literal('')).default(''),
          levelId: idSchema.optional(),
        }),
      )
      .output(customerRowSchema),
    setLevel: allow(['manager', 'owner'])
      .input(z.strictObject({ customerId: idSchema, levelId: idSchema }))
      .output(customerRowSchema),
    /** Takes an unowned customer for oneself (#167): of any number at once, one gets it, the others are told who. */
    claim: allow(selling)
      .input(z.strictObject({ customerId: idSchema }))
      .output(customerRowSchema),
  },
}
