import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { Collection } from '../ports/store'
import { deliveryAddressSchema } from '../shared/address'
import { fenSchema } from '../shared/money'
import type { Role, StaffRole } from '../shared/role'
import { idSchema } from '../shared/text'
import { binSchema } from '../stock'
import type { ORDER_STATES } from './contract'
import { orderLineViewSchema, orderStateSchema } from './contract'

export type OrderState = (typeof ORDER_STATES)[number]

/**
 * The order's life: each move with the states it may start from, where it leads and who may make it.
 *
 *   (draft) --place--> locking --lock--> review --approve--> approved --ship--> shipped --sign--> signed --close--> closed
 *                         |                |--refuse--> refused
 *                    undone, gone          '--cancel--> cancelled
 *
 * A draft is a list without any effect and lives in a collection of its own. `locking` is the intent, written before any
 * piece is held, so that every hold has an order; the sweep finishes or undoes one that a crash left behind.
 */
export const MOVES = {
  lock: { from: ['locking'], to: 'review', by: ['customer', 'system'] },
  approve: { from: ['review'], to: 'approved', by: ['sales', 'manager', 'owner'] },
  refuse: { from: ['review'], to: 'refused', by: ['sales', 'manager', 'owner'] },
  cancel: { from: ['review'], to: 'cancelled', by: ['customer'] },
  ship: { from: ['approved'], to: 'shipped', by: ['warehouse', 'manager', 'owner', 'system'] },
  sign: { from: ['shipped'], to: 'signed', by: ['system'] },
} as const satisfies Record<string, { from: OrderState[]; to: OrderState; by: (Role | 'system')[] }>

export type Move = keyof typeof MOVES

/** In these states each line is held in full. */
export const HOLDING_STATES: readonly OrderState[] = ['review', 'approved']

/** In these states the customer is expected to pay what is open (#76). */
export const PAYABLE_STATES: readonly OrderState[] = ['review', 'approved', 'shipped', 'signed']

/** Moves that end the order early: what it holds is given back. */
const RELEASING: readonly Move[] = ['refuse', 'cancel']

export const orderLineSchema = z.object({
  ...orderLineViewSchema.shape,
  /** The name under which the pieces are held. */
  key: idSchema,
  bins: z.array(binSchema),
})

export const timelineSchema = z.object({ state: orderStateSchema, at: z.date(), by: z.string(), note: z.string() })

export const orderSchema = z.object({
  _id: idSchema,
  number: z.string(),
  state: orderStateSchema,
  customerId: idSchema,
  customerName: z.string(),
  channel: z.enum(['mini-program']),
  lines: z.array(orderLineSchema),
  totalFen: fenSchema,
  /** Still to be paid. */
  openFen: fenSchema,
  address: deliveryAddressSchema,
  note: z.string(),
  /** What was asked for, in short: a repeated request id must ask for the same. */
  askedPrint: z.string(),
  placedAt: z.date(),
  updatedAt: z.date(),
  /** While `locking`: after this the runner is taken to be dead and another may go on. */
  lockUntil: z.date().nullable(),
  /** The order has ended, its holds are still to be given back. */
  isReleaseDue: z.boolean(),
  timeline: z.array(timelineSchema),
  /** Who approved or refused it. */
  reviewedBy: idSchema.nullable(),
  noteId: idSchema.nullable(),
  carrier: z.string().nullable(),
  waybillNumber: z.string().nullable(),
})

export type Order = z.infer<typeof orderSchema>
export type OrderLine = z.infer<typeof orderLineSchema>

export const orders: Collection<Order> = { name: 'orders', schema: orderSchema }

/** One intent of one customer is one order, however often it is sent. */
export function orderIdOf(ids: Ids, customerId: string, requestId: string): string {
  return `o${ids.derive('order', customerId, requestId)}`
}

/** L261121-7K3QXA: the day in Shanghai and six characters of the id; `salt` makes another one after a clash. */
export function orderNumberOf(ids: Ids, orderId: string, placedAt: Date, salt = ''): string {
  const shanghai = new Date(placedAt.getTime() + 8 * 3_600_000).toISOString()
  const day = shanghai.slice(2, 10).replaceAll('-', '')
  return `L${day}-${ids.derive('order-number', orderId, salt).slice(0, 6).toUpperCase()}`
}

/** Whether this role may make this move on an order in this state. */
export function mayMove(move: Move, state: OrderState, role: string): boolean {
  const { from, by } = MOVES[move]
  return (from as readonly string[]).includes(state) && (by as readonly string[]).includes(role)
}

/** Whether the order gives its holds back after this move. */
export function isReleasing(move: Move): boolean {
  return RELEASING.includes(move)
}

/** The moves that a member of staff is offered on an order now. */
export function offeredMoves(order: Order, role: StaffRole): ('approve' | 'refuse' | 'prepare' | 'send')[] {
  if (order.state === 'review') return (['approve', 'refuse'] as const).filter((move) => mayMove(move, 'review', role))
  if (!mayMove('ship', order.state, role)) return []
  return order.noteId === null ? ['prepare'] : ['send']
}
