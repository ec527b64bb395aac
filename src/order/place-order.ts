import { loadItemsWithStocks } from '../catalog'
import { loadBuyer } from '../crm'
import type { Context } from '../ports/context'
import { StoreTimeout } from '../ports/store'
import { type PricedLine, priceLines } from '../quote'
import { ok, refuse, type Result } from '../shared/result'
import { type AskedOrder, completeAsked, type PlaceOrder } from './asked-order'
import { CUSTOMER_UNKNOWN, ORDER_IN_PROGRESS, ORDER_REQUEST_REUSED, STOCK_SHORT } from './errors'
import { lockOrder, renewLock } from './lock-order'
import { newOrder, printOf } from './new-order'
import { type Order, orderNumberOf, orders } from './order'
import { type OrderView, viewOrder } from './order-views'

const WAIT_STEP_MS = 100
const WAIT_STEPS = 30

/**
 * The customer confirms: the order takes effect and its stock is locked, all lines or none (#70 #86 #93). Seven database
 * calls in four trips for three lines. The same request id answers with the same order; after a crash at any write a
 * repeat or the sweep finishes it or leaves nothing.
 */
export async function placeOrder(context: Context, input: PlaceOrder): Promise<Result<OrderView>> {
  const asked = await completeAsked(context, input)
  if (!asked.ok) return asked
  const { lines, customerId } = asked.value
  const itemIds = lines.map((line) => line.itemId)
  const [buyer, items] = await Promise.all([loadBuyer(context, customerId), loadItemsWithStocks(context, itemIds)])
  if (buyer === undefined) return refuse(CUSTOMER_UNKNOWN, 'There is no such customer.')

  const priced = priceLines(lines, items, buyer.level)
  const order = priced.ok ? newOrder(context, asked.value, buyer.name, priced.value) : undefined
  if (!priced.ok || order === undefined) {
    // The first try of this very request may have taken the last pieces: then its order is the answer.
    const earlier = await answerOfEarlierTry(context, asked.value)
    return earlier ?? (priced.ok ? refuseShort(priced.value) : priced)
  }
  const inserted = await insertOrder(context, order)
  if (inserted === undefined) return (await answerOfEarlierTry(context, asked.value)) ?? inProgress()
  const locked = await lockOrder(context, inserted)
  return locked.ok ? ok(viewOrder(locked.value)) : locked
}

/** The order as it was written; undefined when one with this id stands already. A number that is taken gets another. */
async function insertOrder(context: Context, order: Order): Promise<Order | undefined> {
  for (const salt of ['', '1', '2', '3']) {
    const number = salt === '' ? order.number : orderNumberOf(context.ids, order._id, order.placedAt, salt)
    const numbered = { ...order, number }
    if (await insertSurely(context, numbered)) return numbered
    if ((await context.store.get(orders, order._id)) !== undefined) return undefined
  }
  throw new Error('no free order number in four tries')
}

/** The insert, also when its first answer is lost: then an order with our very lock is the one we wrote. */
async function insertSurely(context: Context, order: Order): Promise<boolean> {
  try {
    return await context.store.insert(orders, order)
  } catch (error) {
    if (!(error instanceof StoreTimeout)) throw error
    if (await context.store.insert(orders, order)) return true
    const standing = await context.store.get(orders, order._id)
    return standing?.state === 'locking' && standing.lockUntil?.getTime() === order.lockUntil?.getTime()
  }
}

/** The order of an earlier try with this request id, once it stands; undefined when there is none. */
async function answerOfEarlierTry(context: Context, asked: AskedOrder): Promise<Result<OrderView> | undefined> {
  for (let step = 0; step < WAIT_STEPS; step += 1) {
    const order = await context.store.get(orders, asked.orderId)
    if (order === undefined) return undefined
    if (order.askedPrint !== printOf(context, asked)) return refuseReused(order)
    if (order.state !== 'locking') return ok(viewOrder(order))
    const resumed = await lockOrderIfAbandoned(context, order)
    if (resumed !== undefined) return resumed.ok ? ok(viewOrder(resumed.value)) : resumed
    await context.clock.sleep(WAIT_STEP_MS)
  }
  return inProgress()
}

/** Goes on with an order whose runner died; undefined while the runner may still be alive. */
export async function lockOrderIfAbandoned(context: Context, order: Order): Promise<Result<Order> | undefined> {
  if (order.lockUntil === null || order.lockUntil > context.clock.now()) return undefined
  const mine = await renewLock(context, order)
  return mine === undefined ? undefined : lockOrder(context, mine)
}

function refuseShort(priced: readonly PricedLine[]): Result<never> {
  const lines = priced
    .filter((line) => line.view.short > 0)
    .map(({ view }) => ({ itemId: view.itemId, name: view.name, asked: view.quantity, usable: view.usable }))
  return refuse(STOCK_SHORT, 'Not enough in stock.', { lines })
}

function refuseReused(order: Order): Result<never> {
  const fields = { orderId: order._id, number: order.number }
  return refuse(ORDER_REQUEST_REUSED, 'This request id was used for another order.', fields)
}

function inProgress(): Result<never> {
  return refuse(ORDER_IN_PROGRESS, 'The same request is being carried out; ask again in a moment.')
}
