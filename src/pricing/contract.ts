import * as z from 'zod'
import { allow } from '../shared/action'
import { basisPointsSchema, priceFenSchema } from '../shared/money'
import { quantitySchema } from '../shared/quantity'
import { ALL_STAFF } from '../shared/role'
import { idSchema, lineSchema } from '../shared/text'

/** A group of customers with its discount (#51): 新客户, 老客户, 优等客户, and those the owner adds. */
export const levelSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  discountBasisPoints: basisPointsSchema,
  /** New customers start here. */
  isDefault: z.boolean(),
})

/** One step of a volume ladder: from this many pieces on, this much off the list price. */
export const ladderStepSchema = z.strictObject({
  minQuantity: quantitySchema,
  discountBasisPoints: basisPointsSchema,
})

/** A rule that made the price what it is (#166): the list price, then what was taken off and why. */
export const priceReasonSchema = z.strictObject({
  rule: z.enum(['list', 'level', 'volume']),
  /** The level's name for `level`; empty otherwise. */
  name: z.string(),
  discountBasisPoints: basisPointsSchema,
  /** The unit price once this rule is applied. */
  unitFen: priceFenSchema,
})

export const staff = {
  level: {
    list: allow(ALL_STAFF)
      .input(z.strictObject({}))
      .output(z.strictObject({ rows: z.array(levelSchema) })),
    save: allow(['owner', 'manager'])
      .input(
        z.strictObject({
          levelId: idSchema,
          name: lineSchema(20),
          discountBasisPoints: basisPointsSchema,
          isDefault: z.boolean().default(false),
        }),
      )
      .output(levelSchema),
  },
}
