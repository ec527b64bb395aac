import * as z from 'zod'
import { allow } from '../shared/action'
import { pageInput, pageOf } from '../shared/page'
import { MAX_LINES, quantitySchema } from '../shared/quantity'
import { ALL_STAFF } from '../shared/role'
import { idSchema, lineSchema, requestIdSchema } from '../shared/text'

export const warehouseSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  /** Orders are served from the lowest first. */
  sort: z.int(),
})

/** One stock document: a warehouse, an item, a batch. `usable = onHand - locked`. */
export const stockRowSchema = z.strictObject({
  warehouseId: idSchema,
  itemId: idSchema,
  batch: z.string(),
  receivedAt: z.iso.datetime(),
  onHand: z.int(),
  locked: z.int(),
  usable: z.int(),
})

export const onHandSchema = z.strictObject({
  itemId: idSchema,
  warehouses: z.array(
    z.strictObject({ warehouseId: idSchema, name: z.string(), onHand: z.int(), locked: z.int(), usable: z.int() }),
  ),
  onHand: z.int(),
  locked: z.int(),
  usable: z.int(),
})

/** What the proof found wrong with one stock document: the figure kept and the figure that orders and ledger give. */
export const stockFaultSchema = z.strictObject({
  stockId: z.string(),
  what: z.enum([
    'locked-is-not-sum-of-holds',
    'usable-is-not-on-hand-less-locked',
    'usable-below-zero',
    'hold-without-order',
    'line-not-held',
    'on-hand-is-not-sum-of-ledger',
  ]),
  expected: z.int(),
  found: z.int(),
  /** The order line concerned, where there is one. */
  holdKey: z.string().nullable(),
})

const linesInput = z.strictObject({
  lines: z
    .array(z.strictObject({ itemId: idSchema, quantity: quantitySchema }))
    .min(1)
    .max(MAX_LINES),
})

export const staff = {
  warehouse: {
    list: allow(ALL_STAFF)
      .input(z.strictObject({}))
      .output(z.strictObject({ rows: z.array(warehouseSchema) })),
    save: allow(['owner'])
      .input(
        z.strictObject({
          warehouseId: idSchema,
          name: lineSchema(30),
          province: lineSchema(20),
          city: lineSchema(20),
          district: lineSchema(20),
          detail: lineSchema(100),
          contactName: lineSchema(20),
          contactPhone: lineSchema(20),
          sort: z.int().min(0).max(99).default(0),
        }),
      )
      .output(warehouseSchema),
  },
  stock: {
    /** Goods that came in: on-hand and ledger rise together, once per request id. */
    receive: allow(['warehouse', 'manager', 'owner'])
      .input(
        z.strictObject({
          requestId: requestIdSchema,
          warehouseId: idSchema,
          itemId: idSchema,
          batch: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
          quantity: quantitySchema,
        }),
      )
      .output(stockRowSchema),
    /** Where the pieces of one item lie (#92). */
    onHand: allow(ALL_STAFF)
      .input(z.strictObject({ itemId: idSchema }))
      .output(onHandSchema),
    list: allow(ALL_STAFF)
      .input(z.strictObject({ warehouseId: idSchema, ...pageInput }))
      .output(pageOf(stockRowSchema)),
    /** Asks without holding (#91). */
    check: allow(ALL_STAFF)
      .input(linesInput)
      .output(
        z.strictObject({
          isEnough: z.boolean(),
          lines: z.array(
            z.strictObject({ itemId: idSchema, asked: quantitySchema, usable: z.int(), short: z.int().min(0) }),
          ),
        }),
      ),
    /** Recomputes every counter from orders, holds and ledger, a page of stock documents at a time (#100). Changes nothing. */
    proof: allow(['owner', 'manager', 'warehouse'])
      .input(z.strictObject({ after: idSchema.optional() }))
      .output(z.strictObject({ checked: z.int(), faults: z.array(stockFaultSchema), next: idSchema.nullable() })),
  },
}
