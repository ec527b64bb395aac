import * as z from 'zod'
import { orderRowSchema } from '../../src/order/contract'
import { deliveryNoteSchema } from '../../src/shipment/contract'
import type { Doors, Reply } from '../support/doors'
import { askForOrder, fillShop, placeOrder, saveItem } from '../support/small-shop'

/** One action that is going to be disturbed. */
export interface Attempt {
  /** Sends it; sending it again asks for the same thing. */
  ask(doors: Doors): Promise<Reply>
  /** What must be true once it was answered with success, however often it was sent. */
  check(doors: Doors): Promise<void>
}

export interface Scenario {
  readonly name: string
  /** It makes at least so many database calls, so at least so many places to fail are tried. */
  readonly minCalls: number
  /** Some calls run side by side. Where all follow each other, dying after the n-th is dying before the next one. */
  readonly isSideBySide: boolean
  /** Brings the shop to the moment before; `run` is a number that no other attempt has. */
  start(doors: Doors, run: number): Promise<Attempt>
}

/** Two items with plenty of pieces, one of them in small bins. */
export async function fillCrashShop(doors: Doors): Promise<void> {
  await fillShop(doors, { A: { 'W1/B1': 10_000 }, B: { 'W1/B1': 3, 'W1/B2': 10_000 } })
}

const WANTED = { A: 2, B: 1 }
const rowsSchema = z.object({ rows: z.array(z.looseObject(orderRowSchema.shape)) })

async function ownRows(doors: Doors, as: string): Promise<z.output<typeof rowsSchema>['rows']> {
  return (await doors.read(rowsSchema, as, 'order.list', {})).rows
}

async function expectOneOrder(doors: Doors, as: string, state: string): Promise<void> {
  expect((await ownRows(doors, as)).map((row) => row.state)).toEqual([state])
}

async function startOrder(doors: Doors, run: number, isApproved: boolean): Promise<{ as: string; orderId: string }> {
  const as = `customer:${run}`
  const { id } = await placeOrder(doors, as, `crash-order-${run}`, WANTED)
  if (isApproved) await doors.get('sales:1', 'order.approve', { orderId: id })
  return { as, orderId: id }
}

const place: Scenario = {
  name: 'placing an order',
  minCalls: 6,
  isSideBySide: true,
  async start(doors, run) {
    const as = `customer:${run}`
    await doors.signIn(as)
    return {
      ask: (now) => askForOrder(now, as, `crash-order-${run}`, WANTED),
      check: (now) => expectOneOrder(now, as, 'review'),
    }
  },
}

const cancel: Scenario = {
  name: 'cancelling an order',
  minCalls: 4,
  isSideBySide: true,
  async start(doors, run) {
    const { as, orderId } = await startOrder(doors, run, false)
    return {
      ask: (now) => now.ask(as, 'order.cancel', { orderId }),
      check: (now) => expectOneOrder(now, as, 'cancelled'),
    }
  },
}

/** A move of the staff; the seller is signed in before anything is disturbed. */
function review(move: 'approve' | 'refuse', minCalls: number): Scenario {
  const state = move === 'approve' ? 'approved' : 'refused'
  return {
    name: move === 'approve' ? 'approving an order' : 'refusing an order',
    minCalls,
    isSideBySide: move === 'refuse',
    async start(doors, run) {
      await doors.signIn('sales:1')
      const { as, orderId } = await startOrder(doors, run, false)
      const input = move === 'approve' ? { orderId } : { orderId, reason: '地址不全' }
      return {
        ask: (now) => now.ask('sales:1', `order.${move}`, input),
        check: (now) => expectOneOrder(now, as, state),
      }
    },
  }
}

const prepare: Scenario = {
  name: 'preparing a delivery note',
  minCalls: 4,
  isSideBySide: false,
  async start(doors, run) {
    await doors.signIn('warehouse:1')
    const { orderId } = await startOrder(doors, run, true)
    return {
      ask: (now) => now.ask('warehouse:1', 'shipment.prepare', { orderId }),
      async check(now) {
        const order = await now.get('warehouse:1', 'order.get', { orderId })
        const note = await now.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', { orderId })
        expect(order).toMatchObject({ state: 'approved', noteId: note.id })
        expect(note.lines.map((line) => line.quantity)).toEqual([2, 1])
      },
    }
  },
}

/** Sending a parcel, its number typed by the warehouse or ordered from the carrier. */
function send(name: string, minCalls: number, numberOf: (run: number) => string | undefined): Scenario {
  return {
    name,
    minCalls,
    // The same steps for both kinds of number; the typed one stands for them.
    isSideBySide: numberOf(1) !== undefined,
    async start(doors, run) {
      await doors.signIn('warehouse:1')
      const { as, orderId } = await startOrder(doors, run, true)
      const note = await doors.read(deliveryNoteSchema, 'warehouse:1', 'shipment.prepare', { orderId })
      const waybillNumber = numberOf(run)
      const input = { noteId: note.id, carrier: 'SF', ...(waybillNumber === undefined ? {} : { waybillNumber }) }
      return {
        ask: (now) => now.ask('warehouse:1', 'shipment.send', input),
        async check(now) {
          await expectOneOrder(now, as, 'shipped')
          const sent = await now.read(deliveryNoteSchema, 'warehouse:1', 'shipment.get', { noteId: note.id })
          const order = await now.get(as, 'order.get', { orderId })
          expect(order).toMatchObject({ carrier: 'SF', waybillNumber: sent.waybillNumber })
          expect(sent).toMatchObject({ state: 'sent', waybillNumber: waybillNumber ?? (expect.any(String) as unknown) })
        },
      }
    },
  }
}

const receive: Scenario = {
  name: 'taking goods in',
  minCalls: 8,
  isSideBySide: false,
  async start(doors, run) {
    const itemId = `R${run}`
    await saveItem(doors, itemId, {})
    await doors.signIn('warehouse:1')
    const input = { requestId: `crash-receipt-${run}`, warehouseId: 'W1', itemId, batch: 'B1', quantity: 5 }
    return {
      ask: (now) => now.ask('warehouse:1', 'stock.receive', input),
      async check(now) {
        const onHand = await now.get('warehouse:1', 'stock.onHand', { itemId })
        expect(onHand).toMatchObject({ onHand: 5, locked: 0, usable: 5 })
      },
    }
  },
}

/** Everything in the order's life that writes more than once. */
export const SCENARIOS: readonly Scenario[] = [
  place,
  cancel,
  review('approve', 2),
  review('refuse', 5),
  prepare,
  send('sending a parcel with a typed number', 8, (run) => `SFTYPED${String(run).padStart(6, '0')}`),
  send('sending a parcel with a number from the carrier', 10, () => undefined),
  receive,
]
