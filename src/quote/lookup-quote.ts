import type * as z from 'zod'
import { loadItemsWithStocks } from '../catalog'
import { loadBuyer, loadPriceLevel } from '../crm'
import type { Context } from '../ports/context'
import { NO_LEVEL } from '../pricing'
import { ok, refuse, type Result } from '../shared/result'
import type { quotedSchema, staffQuotedSchema } from './contract'
import { QUOTE_CUSTOMER_UNKNOWN } from './errors'
import { type AskedLine, priceLines, totalOf } from './quote-lines'

/** The caller's own prices and what is there (#51 #58 #63); list prices for guests. One trip, nothing locked. */
export async function lookupQuote(
  context: Context,
  input: { lines: AskedLine[] },
): Promise<Result<z.output<typeof quotedSchema>>> {
  const customerId = context.actor.role === 'customer' ? context.actor.customerId : undefined
  const [level, items] = await Promise.all([loadPriceLevel(context, customerId), loadAsked(context, input.lines)])
  const priced = priceLines(input.lines, items, level)
  if (!priced.ok) return priced
  const lines = priced.value.map((line) => line.view)
  return ok({ lines, totalFen: totalOf(lines) })
}

/** The same for one customer, with on-hand and usable on each line (#55). */
export async function lookupQuoteForCustomer(
  context: Context,
  input: { customerId?: string | undefined; lines: AskedLine[] },
): Promise<Result<z.output<typeof staffQuotedSchema>>> {
  const { customerId } = input
  const [buyer, items] = await Promise.all([
    customerId === undefined ? undefined : loadBuyer(context, customerId),
    loadAsked(context, input.lines),
  ])
  if (customerId !== undefined && buyer === undefined) {
    return refuse(QUOTE_CUSTOMER_UNKNOWN, 'There is no such customer.', { customerId })
  }
  const priced = priceLines(input.lines, items, buyer?.level ?? NO_LEVEL)
  if (!priced.ok) return priced
  const lines = priced.value.map((line) => ({ ...line.view, onHand: line.onHand }))
  return ok({ lines, totalFen: totalOf(lines) })
}

function loadAsked(context: Context, lines: readonly AskedLine[]) {
  return loadItemsWithStocks(
    context,
    lines.map((line) => line.itemId),
  )
}
