import * as z from 'zod'
import { ladderStepSchema, priceReasonSchema } from '../pricing'
import { allow } from '../shared/action'
import { priceFenSchema } from '../shared/money'
import { pageInput, pageOf } from '../shared/page'
import { quantitySchema } from '../shared/quantity'
import { ALL_STAFF, type Entitled } from '../shared/role'
import { idSchema, lineSchema } from '../shared/text'

/** The last place in a list; six digits, so that places compare as text. */
export const MAX_SORT = 999_999

export const categorySchema = z.strictObject({ id: idSchema, name: z.string(), nameEn: z.string(), sort: z.int() })

export const itemCardSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  unit: z.string(),
  categoryId: idSchema,
  /** Relative to the shop's address, or a cloud file id; empty = no picture. */
  picture: z.string(),
  listUnitFen: priceFenSchema,
  /** The caller's own price for one piece; the list price for guests. */
  unitFen: priceFenSchema,
  isActive: z.boolean(),
})

export const itemViewSchema = itemCardSchema.extend({
  description: z.string(),
  barcode: z.string(),
  /** Why this price (#166). */
  why: z.array(priceReasonSchema),
  /** The caller's unit price from each quantity on, ascending, starting at 1. */
  ladder: z.array(z.strictObject({ minQuantity: quantitySchema, unitFen: priceFenSchema })),
  /** What can be ordered now, over all warehouses (#87). */
  usable: z.int(),
})

export const searchInput = z.strictObject({
  text: z.string().trim().max(60).default(''),
  categoryId: idSchema.optional(),
  ...pageInput,
  /** Two screens of a phone; the next page is asked for while the first is read. */
  limit: pageInput.limit.default(12),
})

const catalog = (roles: readonly Entitled[]) => ({
  categories: allow(roles)
    .input(z.strictObject({}))
    .output(z.strictObject({ rows: z.array(categorySchema) })),
  search: allow(roles).input(searchInput).output(pageOf(itemCardSchema)),
  item: allow(roles)
    .input(z.strictObject({ itemId: idSchema }))
    .output(itemViewSchema),
})

export const customer = { catalog: catalog(['guest', 'customer']) }

export const saveItemInput = z.strictObject({
  /** Chosen by the caller; saving again replaces. */
  itemId: idSchema,
  code: lineSchema(40),
  name: lineSchema(80),
  spec: z.string().trim().max(80).default(''),
  unit: lineSchema(10),
  categoryId: idSchema,
  description: z.string().trim().max(1000).default(''),
  barcode: z
    .string()
    .regex(/^\d{8,14}$/)
    .or(z.literal(''))
    .default(''),
  picture: z.string().max(300).default(''),
  listUnitFen: priceFenSchema,
  ladder: z.array(ladderStepSchema).max(10).default([]),
  safetyStock: z.int().min(0).max(1_000_000).default(0),
  isActive: z.boolean().default(true),
  /** Lists show the lowest first; equals by id. */
  sort: z.int().min(0).max(MAX_SORT).default(0),
})

export const saveCategoryInput = z.strictObject({
  categoryId: idSchema,
  name: lineSchema(20),
  nameEn: lineSchema(40),
  sort: z.int().min(0).max(9999),
})

export const savePictureInput = z.strictObject({
  itemId: idSchema,
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  base64: z.base64().max(1_400_000),
})

export const staff = {
  catalog: {
    ...catalog(ALL_STAFF),
    saveCategory: allow(['owner', 'manager']).input(saveCategoryInput).output(categorySchema),
    saveItem: allow(['owner', 'manager']).input(saveItemInput).output(itemViewSchema),
    /** A place to put one picture (PNG, JPEG or WebP, at most 1 MB): the answer goes into `saveItem.picture`. */
    savePicture: allow(['owner', 'manager'])
      .input(savePictureInput)
      .output(z.strictObject({ picture: z.string() })),
  },
}
