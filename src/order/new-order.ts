import type { Context } from '../ports/context'
import { type PricedLine, totalOf } from '../quote'
import { planBins } from '../stock'
import type { AskedOrder } from './asked-order'
import { LOCK_MS } from './lock-order'
import { type Order, type OrderLine, orderNumberOf } from './order'

/** The order in state `locking`, its bins planned from what was read; undefined when a line has too few. */
export function newOrder(
  context: Context,
  asked: AskedOrder,
  customerName: string,
  priced: readonly PricedLine[],
): Order | undefined {
  const lines = priced.map((line, at) => planLine(asked.orderId, at, line)).filter((line) => line !== undefined)
  if (lines.length < priced.length) return undefined
  const placedAt = context.clock.now()
  const totalFen = totalOf(lines)
  return {
    _id: asked.orderId,
    number: orderNumberOf(context.ids, asked.orderId, placedAt),
    state: 'locking',
    customerId: asked.customerId,
    customerName,
    channel: 'mini-program',
    lines,
    totalFen,
    openFen: totalFen,
    address: asked.address,
    note: asked.note,
    askedPrint: printOf(context, asked),
    placedAt,
    updatedAt: placedAt,
    lockUntil: new Date(placedAt.getTime() + LOCK_MS),
    isReleaseDue: false,
    timeline: [],
    reviewedBy: null,
    noteId: null,
    carrier: null,
    waybillNumber: null,
  }
}

/** What was asked for, in short; prices are ours and not part of it. */
export function printOf(context: Context, asked: AskedOrder): string {
  const lines = asked.lines.map((line) => `${line.itemId}x${line.quantity}`)
  return context.ids.derive('asked', ...lines, JSON.stringify(asked.address), asked.note)
}

function planLine(orderId: string, at: number, line: PricedLine): OrderLine | undefined {
  const bins = planBins(line.item.stocks, line.view.quantity)
  return bins === undefined ? undefined : { ...lineViewOf(line.view), key: `${orderId}-${at + 1}`, bins }
}

/** The part of a quoted line that an order keeps: the prices, not the stock of that moment. */
export function lineViewOf(view: PricedLine['view']) {
  const { usable: _usable, short: _short, ...line } = view
  return line
}
