import cloudbase from '@cloudbase/node-sdk'
import * as z from 'zod'
import { staff } from '../../src/stock/contract'
import type { Doors } from './doors'

const proofSchema = staff.stock.proof['~orpc'].outputSchema as z.ZodType<{
  checked: number
  faults: { stockId: string; what: string; expected: number; found: number; holdKey: string | null }[]
  next: string | null
}>

export type Fault = z.output<typeof proofSchema>['faults'][number]

/** The product's own proof, walked to its end through the staff door. */
export async function proofFaults(doors: Doors): Promise<Fault[]> {
  const faults: Fault[] = []
  for (let after: string | null | undefined; after !== null;) {
    const page: z.output<typeof proofSchema> = await doors.read(
      proofSchema,
      'owner:1',
      'stock.proof',
      after === undefined ? {} : { after },
    )
    faults.push(...page.faults)
    after = page.next
  }
  return faults
}

const binSchema = z.object({ stockId: z.string(), quantity: z.number() })
const lineSchema = z.object({ key: z.string(), itemId: z.string(), quantity: z.number(), bins: z.array(binSchema) })
const orderSchema = z.object({ _id: z.string(), state: z.string(), lines: z.array(lineSchema) })
const stockSchema = z.object({
  _id: z.string(),
  itemId: z.string(),
  onHand: z.number(),
  locked: z.number(),
  usable: z.number(),
  holds: z.record(z.string(), z.number()),
})
const moveSchema = z.object({ _id: z.string(), stockId: z.string(), quantity: z.number() })

export type StockDocument = z.output<typeof stockSchema>
type OrderDocument = z.output<typeof orderSchema>

export type RawDatabase = ReturnType<ReturnType<typeof cloudbase.init>['database']>

/** The shop's database for an unmodified SDK from outside, as an operator would open it. */
export function openRawDatabase(url: string): RawDatabase {
  process.env.TENCENTCLOUD = 'true' // Without it the SDK looks a metadata host up first.
  const keys = { secretId: 'local-secret-id', secretKey: 'local-secret-key' }
  return cloudbase.init({ env: 'laidan-local', ...keys, serviceUrl: `${url}/admin` }).database()
}

/** Every document of a collection, a page at a time. */
export async function readAll<T extends z.ZodType<{ _id: string }>>(
  database: RawDatabase,
  name: string,
  schema: T,
): Promise<z.output<T>[]> {
  const rows: z.output<T>[] = []
  for (let last = ''; ;) {
    const where = { _id: database.command.gt(last) }
    const reply = await database.collection(name).where(where).orderBy('_id', 'asc').limit(500).get()
    const page = z.array(schema).parse(reply.data)
    rows.push(...page)
    const end = page.at(-1)
    if (page.length < 500 || end === undefined) return rows
    last = end._id
  }
}

export function readStocks(doors: Doors): Promise<StockDocument[]> {
  return readAll(openRawDatabase(doors.url), 'stocks', stockSchema)
}

/**
 * What must always hold (DESIGN), worked out from the raw documents alone, without the product's proof: one sentence for
 * each thing that does not.
 */
export async function brokenRules(doors: Doors): Promise<string[]> {
  const database = openRawDatabase(doors.url)
  const [stocks, orders, moves] = await Promise.all([
    readAll(database, 'stocks', stockSchema),
    readAll(database, 'orders', orderSchema),
    readAll(database, 'stockMoves', moveSchema),
  ])
  return [
    ...stocks.flatMap((stock) => brokenCounters(stock, sum(moves.filter((move) => move.stockId === stock._id)))),
    ...brokenHolds(stocks, orders),
    ...orders.filter((order) => order.state === 'locking').map((order) => `order ${order._id} is still locking`),
  ]
}

function brokenCounters(stock: StockDocument, ledger: number): string[] {
  const held = Object.values(stock.holds).reduce((total, quantity) => total + quantity, 0)
  const claims: [boolean, string][] = [
    [stock.locked === held, `locked ${stock.locked}, holds ${held}`],
    [stock.usable === stock.onHand - stock.locked, `usable ${stock.usable} of ${stock.onHand} less ${stock.locked}`],
    [stock.usable >= 0, `usable ${stock.usable} below zero`],
    [stock.onHand === ledger, `on hand ${stock.onHand}, ledger ${ledger}`],
  ]
  return claims.filter(([holds]) => !holds).map(([, claim]) => `stock ${stock._id}: ${claim}`)
}

/** Each hold belongs to one open line; each open line is held in full, of its own item. */
function brokenHolds(stocks: readonly StockDocument[], orders: readonly OrderDocument[]): string[] {
  const open = orders.filter((order) => order.state === 'review' || order.state === 'approved')
  const lines = new Map(open.flatMap((order) => order.lines).map((line) => [line.key, line]))
  const heldBy = new Map<string, number>()
  const strays: string[] = []
  for (const stock of stocks) {
    for (const [key, quantity] of Object.entries(stock.holds)) {
      if (lines.get(key)?.itemId !== stock.itemId) strays.push(`hold ${key} of ${quantity} has no open order line`)
      heldBy.set(key, (heldBy.get(key) ?? 0) + quantity)
    }
  }
  const short = [...lines.values()]
    .filter((line) => heldBy.get(line.key) !== line.quantity)
    .map((line) => `line ${line.key} of ${line.quantity} holds ${heldBy.get(line.key) ?? 0}`)
  return [...strays, ...short]
}

function sum(moves: readonly { quantity: number }[]): number {
  return moves.reduce((total, move) => total + move.quantity, 0)
}

/** Both ways of looking find nothing wrong. */
export async function expectSound(doors: Doors): Promise<void> {
  const [broken, faults] = await Promise.all([brokenRules(doors), proofFaults(doors)])
  expect({ broken, faults }).toEqual({ broken: [], faults: [] })
}
