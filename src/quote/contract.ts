import * as z from 'zod'
import { priceReasonSchema } from '../pricing'
import { allow } from '../shared/action'
import { fenSchema, priceFenSchema } from '../shared/money'
import { MAX_LINES, quantitySchema } from '../shared/quantity'
import { ALL_STAFF } from '../shared/role'
import { idSchema } from '../shared/text'

export const askedLineSchema = z.strictObject({ itemId: idSchema, quantity: quantitySchema })
export const askedLinesSchema = z
  .array(askedLineSchema)
  .min(1)
  .max(MAX_LINES)
  .refine((lines) => new Set(lines.map((line) => line.itemId)).size === lines.length, 'each item once')

export const quotedLineSchema = z.strictObject({
  itemId: idSchema,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  picture: z.string(),
  quantity: quantitySchema,
  listUnitFen: priceFenSchema,
  unitFen: priceFenSchema,
  lineFen: fenSchema,
  why: z.array(priceReasonSchema),
  /** What can be ordered now (#87); asking locks nothing. */
  usable: z.int(),
  /** How many are missing, 0 = enough (#58). */
  short: z.int().min(0),
})

export const quotedSchema = z.strictObject({ lines: z.array(quotedLineSchema), totalFen: fenSchema })

export const staffQuotedSchema = z.strictObject({
  lines: z.array(quotedLineSchema.extend({ onHand: z.int() })),
  totalFen: fenSchema,
})

export const customer = {
  quote: {
    /** The caller's own prices and what is there (#51 #58 #63 #91); list prices for guests. Nothing is locked. */
    lookup: allow(['guest', 'customer'])
      .input(z.strictObject({ lines: askedLinesSchema }))
      .output(quotedSchema),
  },
}

export const staff = {
  quote: {
    /** The same for one customer, with the stock on the line (#55); without a customer: list prices. */
    lookup: allow(ALL_STAFF)
      .input(z.strictObject({ customerId: idSchema.optional(), lines: askedLinesSchema }))
      .output(staffQuotedSchema),
  },
}
