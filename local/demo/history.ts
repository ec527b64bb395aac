import * as z from 'zod'
import { demo, type PastOrder } from './data'
import type { DemoCloud } from './demo-cloud'
import { inParallel } from './pace'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const shanghaiOffsetMs = 8 * 60 * minuteMs

/** Within the ten minutes that a new buyer's unpaid lock lives at the least. */
const approvedAfterMs = 8 * minuteMs
const cancelledAfterMs = 5 * minuteMs
/** The carrier collects once a day. */
const collectedAtMs = (16 * 60 + 30) * minuteMs

const reachedApproval: readonly PastOrder['reached'][] = ['approved', 'shipped', 'signed']
const reachedCarrier: readonly PastOrder['reached'][] = ['shipped', 'signed']

interface Step {
  at: number
  order: PastOrder
  move: 'place' | 'cancel' | 'approve' | 'ship'
}

const placedSchema = z.looseObject({ id: z.string() })

/**
 * Places the past orders with the clock in the past, oldest first, and moves each along as far as it went.
 * Parcels arrive by themselves while the clock comes forward. Leaves the clock at the last step.
 */
export async function loadHistory(cloud: DemoCloud, now: number): Promise<void> {
  const orderIds = new Map<string, string>()
  for (const [at, steps] of groupByTime(planSteps(demo.history, now))) {
    await cloud.setClock(new Date(at).toISOString())
    await inParallel(steps, (step) => takeStep(cloud, step, orderIds))
  }
}

/** Every move of every past order with its time, oldest first. */
export function planSteps(orders: readonly PastOrder[], now: number): Step[] {
  const today = Math.floor((now + shanghaiOffsetMs) / dayMs) * dayMs - shanghaiOffsetMs
  return orders.flatMap((order) => planOrder(order, today)).sort((left, right) => left.at - right.at)
}

function planOrder(order: PastOrder, today: number): Step[] {
  const day = today - order.daysAgo * dayMs
  const placedAt = day + timeOfDayMs(order.time)
  const steps: Step[] = [{ at: placedAt, order, move: 'place' }]
  if (order.reached === 'cancelled') steps.push({ at: placedAt + cancelledAfterMs, order, move: 'cancel' })
  if (reachedApproval.includes(order.reached)) steps.push({ at: placedAt + approvedAfterMs, order, move: 'approve' })
  const shippedAt = day + order.shipAfterDays * dayMs + collectedAtMs
  if (reachedCarrier.includes(order.reached)) steps.push({ at: shippedAt, order, move: 'ship' })
  return steps
}

function timeOfDayMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return (hours * 60 + minutes) * minuteMs
}

function groupByTime(steps: readonly Step[]): Map<number, Step[]> {
  const groups = new Map<number, Step[]>()
  for (const step of steps) groups.set(step.at, [...(groups.get(step.at) ?? []), step])
  return groups
}

async function takeStep(cloud: DemoCloud, { order, move }: Step, orderIds: Map<string, string>): Promise<void> {
  if (move === 'place') {
    orderIds.set(order.id, await placeOrder(cloud, order))
    return
  }
  const orderId = orderIds.get(order.id)
  if (orderId === undefined) throw new Error(`${order.id} is to ${move} before it was placed`)
  if (move === 'cancel') await cloud.call('customer', order.customer, 'order.cancel', { orderId })
  if (move === 'approve') await cloud.call('staff', sellerOf(order), 'order.approve', { orderId })
  if (move === 'ship') await shipOrder(cloud, orderId, order)
}

async function placeOrder(cloud: DemoCloud, order: PastOrder): Promise<string> {
  const placed = await cloud.call('customer', order.customer, 'order.place', {
    requestId: `demo-order-${order.id}`,
    lines: order.lines,
    address: customerOf(order).address,
    note: order.note,
  })
  return placedSchema.parse(placed).id
}

/** The carrier gives the waybill number, so that its events come by themselves. */
async function shipOrder(cloud: DemoCloud, orderId: string, order: PastOrder): Promise<void> {
  const note = placedSchema.parse(await cloud.call('staff', 'warehouse:1', 'shipment.prepare', { orderId }))
  await cloud.call('staff', 'warehouse:1', 'shipment.send', { noteId: note.id, carrier: order.carrier ?? 'SF' })
}

function customerOf(order: PastOrder) {
  const customer = demo.customers.find(({ id }) => id === order.customer)
  if (!customer) throw new Error(`${order.id} is ordered by nobody: ${order.customer}`)
  return customer
}

/** Orders of customers whom nobody has claimed are looked after by the manager. */
function sellerOf(order: PastOrder): string {
  return customerOf(order).ownedBy ?? 'manager:1'
}
