import type * as z from 'zod'
import type { StaffRole } from '../shared/role'
import type { orderRowSchema, orderViewSchema, staffOrderRowSchema, staffOrderViewSchema } from './contract'
import { mayMove, offeredMoves, type Order } from './order'

export type OrderRow = z.output<typeof orderRowSchema>
export type OrderView = z.output<typeof orderViewSchema>
export type StaffOrderRow = z.output<typeof staffOrderRowSchema>
export type StaffOrderView = z.output<typeof staffOrderViewSchema>

/** An order in a customer's list. */
export function viewRow(order: Pick<Order, '_id' | 'number' | 'state' | 'placedAt' | 'totalFen' | 'lines'>): OrderRow {
  const { lines } = order
  return {
    id: order._id,
    number: order.number,
    state: order.state,
    placedAt: order.placedAt.toISOString(),
    totalFen: order.totalFen,
    lineCount: lines.length,
    pieceCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    firstName: lines[0]?.name ?? '',
    firstPicture: lines[0]?.picture ?? '',
  }
}

/** The whole order as its customer sees it; where the pieces lie stays inside. */
export function viewOrder(order: Order): OrderView {
  return {
    ...viewRow(order),
    lines: order.lines.map(({ key: _key, bins: _bins, ...line }) => line),
    address: order.address,
    note: order.note,
    timeline: order.timeline.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
    canCancel: mayMove('cancel', order.state, 'customer'),
    carrier: order.carrier,
    waybillNumber: order.waybillNumber,
  }
}

/** An order in a staff list. */
export function viewStaffRow(order: Order): StaffOrderRow {
  const { customerId, customerName, openFen } = order
  return { ...viewRow(order), customerId, customerName, openFen }
}

/** The whole order as staff see it, with the moves that this role may make now. */
export function viewStaffOrder(order: Order, role: StaffRole): StaffOrderView {
  const { customerId, customerName, openFen, noteId } = order
  return { ...viewOrder(order), customerId, customerName, openFen, noteId, moves: offeredMoves(order, role) }
}
