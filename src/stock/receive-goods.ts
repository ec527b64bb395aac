import type * as z from 'zod'
import type { Context } from '../ports/context'
import type { Transaction } from '../ports/store'
import { ok, refuse, type Result } from '../shared/result'
import type { stockRowSchema } from './contract'
import { STOCK_NO_WAREHOUSE, STOCK_REQUEST_REUSED } from './errors'
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

/** Ends the transaction of a receipt that was taken in before. */
const RECEIVED_BEFORE = new Error('this receipt was taken in before')

/**
 * Goods that came in: on-hand and ledger rise together or not at all, once per request id; the same id with another
 * quantity is refused. A transaction, for a receipt is rare; the popular path (holds) never uses one.
 */
export async function receiveGoods(
  context: Context,
  input: ReceiveGoods,
): Promise<Result<z.output<typeof stockRowSchema>>> {
  const warehouse = await context.store.get(warehouses, input.warehouseId)
  if (warehouse === undefined) {
    return refuse(STOCK_NO_WAREHOUSE, 'There is no such warehouse.', { warehouseId: input.warehouseId })
  }
  const move = receiptMove(context, input)
  await takeIn(context, input, move)
  const [stock, kept] = await Promise.all([
    context.store.get(stocks, move.stockId),
    context.store.get(stockMoves, move._id),
  ])
  if (stock === undefined || kept === undefined) throw new Error('a committed receipt has no stock document')
  if (kept.quantity === input.quantity) return ok(viewStock(stock))
  const fields = { requestId: input.requestId, quantity: kept.quantity }
  return refuse(STOCK_REQUEST_REUSED, 'This request id was used for another receipt.', fields)
}

/**
 * The stock document comes first: the transaction's snapshot begins with its own write, so no hold on a popular item can
 * slip in between and make it conflict; holds wait for these few calls instead.
 */
async function takeIn(context: Context, input: ReceiveGoods, move: StockMove): Promise<void> {
  try {
    await context.store.transaction(async (transaction) => {
      await addToStock(context, transaction, input, move)
      if ((await transaction.get(stockMoves, move._id)) !== undefined) throw RECEIVED_BEFORE
      await transaction.insert(stockMoves, move)
    })
  } catch (error) {
    if (error !== RECEIVED_BEFORE) throw error
  }
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
