import type * as z from 'zod'
import type { stockRowSchema } from './contract'
import type { StockLevel } from './stock'

/** One stock document as staff see it; who holds what stays inside. */
export function viewStock(stock: StockLevel): z.output<typeof stockRowSchema> {
  const { warehouseId, itemId, batch, receivedAt, onHand, locked, usable } = stock
  return { warehouseId, itemId, batch, receivedAt: receivedAt.toISOString(), onHand, locked, usable }
}
