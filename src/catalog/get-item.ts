import type * as z from 'zod'
import { loadPriceLevel } from '../crm'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { itemViewSchema } from './contract'
import { CATALOG } from './errors'
import { viewItem } from './item-view'
import { loadItemsWithStocks } from './load-items'
import { buyerOf, mayAlsoSeeInactive } from './reader'

/** One item with its stock, at the caller's own price; one trip. Refuses an unknown item, and to customers one off sale. */
export async function getItem(
  context: Context,
  input: { itemId: string },
): Promise<Result<z.output<typeof itemViewSchema>>> {
  const [[item], level] = await Promise.all([
    loadItemsWithStocks(context, [input.itemId]),
    loadPriceLevel(context, buyerOf(context.actor)),
  ])
  if (item === undefined || !(item.isActive || mayAlsoSeeInactive(context.actor)))
    return refuse(CATALOG.noItem, 'There is no such item.', { itemId: input.itemId })
  return ok(viewItem(item, level))
}
