import * as z from 'zod'
import { askedLinesSchema, quotedLineSchema } from '../quote'
import { allow } from '../shared/action'
import { deliveryAddressSchema } from '../shared/address'
import { fenSchema } from '../shared/money'
import { pageInput, pageOf } from '../shared/page'
import { ALL_STAFF } from '../shared/role'
import { idSchema, lineSchema, requestIdSchema } from '../shared/text'

/** draft 草稿 · locking 锁货中 · review 待审核 · approved 已审核 · shipped 已发货 · signed 已签收 · closed 已完成 · refused 已驳回 · cancelled 已取消 */
export const ORDER_STATES = [
  'draft',
  'locking',
  'review',
  'approved',
  'shipped',
  'signed',
  'closed',
  'refused',
  'cancelled',
] as const
export const orderStateSchema = z.enum(ORDER_STATES)

/** What an order keeps of a quoted line: the prices and their reasons, not the stock of that moment. */
export const orderLineViewSchema = quotedLineSchema.omit({ usable: true, short: true })

/** One step of the order's life (#78 #84): what happened, when, by whom. Never edited. */
export const timelineEntrySchema = z.strictObject({
  state: orderStateSchema,
  at: z.iso.datetime(),
  /** A staff member's name, `customer` or `system`. */
  by: z.string(),
  note: z.string(),
})

export const orderRowSchema = z.strictObject({
  id: idSchema,
  number: z.string(),
  state: orderStateSchema,
  placedAt: z.iso.datetime(),
  totalFen: fenSchema,
  lineCount: z.int(),
  pieceCount: z.int(),
  /** The first line's name and picture, to recognise the order by. */
  firstName: z.string(),
  firstPicture: z.string(),
})

export const orderViewSchema = orderRowSchema.extend({
  lines: z.array(orderLineViewSchema),
  address: deliveryAddressSchema.nullable(),
  note: z.string(),
  timeline: z.array(timelineEntrySchema),
  canCancel: z.boolean(),
  /** Set once a parcel is on its way. */
  carrier: z.string().nullable(),
  waybillNumber: z.string().nullable(),
})

export const staffOrderRowSchema = orderRowSchema.extend({
  customerId: idSchema,
  customerName: z.string(),
  /** What is still to be paid (#76: finance's expected list). */
  openFen: fenSchema,
})

export const staffOrderViewSchema = orderViewSchema.extend({
  customerId: idSchema,
  customerName: z.string(),
  openFen: fenSchema,
  noteId: idSchema.nullable(),
  /** Which moves the caller's role may make now. */
  moves: z.array(z.enum(['approve', 'refuse', 'prepare', 'send'])),
})

const noteSchema = z.string().trim().max(200).default('')

export const placeOrderInput = z.strictObject({
  /** One intent, one order: the same request id again answers with the same order. */
  requestId: requestIdSchema,
  /** May be left out when a draft with this request id was saved. */
  lines: askedLinesSchema.optional(),
  address: deliveryAddressSchema.optional(),
  note: noteSchema,
})

export const draftOrderInput = placeOrderInput.extend({ lines: askedLinesSchema })

const orderIdInput = z.strictObject({ orderId: idSchema })

export const customer = {
  order: {
    /** The order list at today's prices; locks nothing (#70). Saving again with the same request id replaces it. */
    draft: allow(['customer']).input(draftOrderInput).output(orderViewSchema),
    /** The customer confirms: takes effect and locks the stock, all lines or none (#70 #86 #93). */
    place: allow(['customer']).input(placeOrderInput).output(orderViewSchema),
    list: allow(['customer'])
      .input(z.strictObject({ state: orderStateSchema.optional(), ...pageInput }))
      .output(pageOf(orderRowSchema)),
    get: allow(['customer']).input(orderIdInput).output(orderViewSchema),
    /** Only until staff have approved it; the lock is given back. */
    cancel: allow(['customer']).input(orderIdInput).output(orderViewSchema),
  },
}

export const staff = {
  order: {
    /** review = to approve; toShip = the warehouse's list, submitted orders included; expected = money still to come (#76). */
    list: allow(ALL_STAFF)
      .input(
        z.strictObject({
          queue: z.enum(['all', 'review', 'toShip', 'expected', 'shipped']).default('all'),
          ...pageInput,
        }),
      )
      .output(pageOf(staffOrderRowSchema)),
    get: allow(ALL_STAFF).input(orderIdInput).output(staffOrderViewSchema),
    approve: allow(['sales', 'manager', 'owner']).input(orderIdInput).output(staffOrderViewSchema),
    refuse: allow(['sales', 'manager', 'owner'])
      .input(z.strictObject({ orderId: idSchema, reason: lineSchema(100) }))
      .output(staffOrderViewSchema),
  },
}
