/**
 * The floor: a bare Node HTTP service that does an order's writes straight into the same storage engine: one order, three
 * stock documents, the order again; durable before the answer, many orders sharing one flush. No SDK, no checks, no shop.
 */
import http from 'node:http'
import { open } from 'lmdb'

interface BareOrder {
  readonly id: string
  readonly lines: readonly { readonly itemId: string; readonly quantity: number }[]
}

const database = open<Record<string, unknown>, string>({ path: process.env.BENCH_FOLDER ?? '', encoding: 'json' })
const usable = new Map<string, number>()

async function placeOrder(order: BareOrder): Promise<void> {
  await database.transaction(() => {
    void database.put(`order:${order.id}`, { ...order, state: 'locking', at: Date.now() })
    for (const { itemId, quantity } of order.lines) {
      const left = (usable.get(itemId) ?? 1_000_000_000) - quantity
      usable.set(itemId, left)
      void database.put(`stock:${itemId}`, { itemId, usable: left, holds: { [order.id]: quantity } })
    }
    void database.put(`order:${order.id}`, { ...order, state: 'review', at: Date.now() })
  })
  await database.flushed
}

const server = http.createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (text += chunk))
  request.on('end', () => {
    const order = JSON.parse(text) as BareOrder
    placeOrder(order).then(
      () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, id: order.id })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}\n`)
})
process.on('SIGTERM', () => process.exit(0))
