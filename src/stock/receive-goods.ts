import type * as z from 'zod'
import type { Context } from '../ports/context'
import type { Transaction } from '../ports/store'
import { ok, refuse, type Result } from '../shared/result'
import type { stockRowSchema } from './contract'
import { type Stock, stockIdOf, type StockMove, stockMoves, stocks } from './stock'
import { viewStock } from './view-stock'
import { warehouses } from './warehouse'

export interface ReceiveGoods {
  readonly requestId: string
  readonly warehouseId: string
  readonly itemId: string
  readonly batch: string
  readonly quantity: number
}

/**
 * Goods that came in: on-hand and ledger rise together or not at all, once per request id. A transaction, for a receipt
 * is rare; the popular path (holds) never uses one.
 */
export async function receiveGoods(
  context: Context,
  input: ReceiveGoods,
): Promise<Result<z.output<typeof stockRowSchema>>> {
  const warehouse = await context.store.get(warehouses, input.warehouseId)
  if (warehouse === undefined) {
    return refuse('STOCK.NO_WAREHOUSE', 'There is no such warehouse.', { warehouseId: input.warehouseId })
  }
  const move = receiptMove(context, input)
  await context.store.transaction(async (transaction) => {
    if ((await transaction.get(stockMoves, move._id)) !== undefined) return
    await transaction.insert(stockMoves, move)
    await addToStock(context, transaction, input, move)
  })
  const stock = await context.store.get(stocks, move.stockId)
  if (stock === undefined) throw new Error('a committed receipt has no stock document')
  return ok(viewStock(stock))
}

async function addToStock(
  context: Context,
  transaction: Transaction,
  input: ReceiveGoods,
  move: StockMove,
): Promise<void> {
  const { quantity } = input
  const added = await transaction.change(stocks, move.stockId, { inc: { onHand: quantity, usable: quantity } })
  if (!added) await transaction.insert(stocks, newStock(context, input, move.stockId))
}

function receiptMove(context: Context, input: ReceiveGoods): StockMove {
  return {
    _id: `m${context.ids.derive('receipt', input.warehouseId, input.itemId, input.batch, input.requestId)}`,
    stockId: stockIdOf(context.ids, input.warehouseId, input.itemId, input.batch),
    quantity: input.quantity,
    kind: 'receipt',
    reference: input.requestId,
    at: context.clock.now(),
    by: context.actor.personId ?? 'system',
  }
}

function newStock(context: Context, input: ReceiveGoods, stockId: string): Stock {
  const { warehouseId, itemId, batch, quantity } = input
  const receivedAt = context.clock.now()
  return {
    _id: stockId,
    warehouseId,
    itemId,
    batch,
    receivedAt,
    onHand: quantity,
    locked: 0,
    usable: quantity,
    holds: {},
  }
}
