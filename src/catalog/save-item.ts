import type * as z from 'zod'
import { loadPriceLevel } from '../crm'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { categories } from './category'
import type { itemViewSchema, saveItemInput } from './contract'
import { CATALOG } from './errors'
import { itemOf, items } from './item'
import { viewItem } from './item-view'
import { loadItemsWithStocks } from './load-items'

/**
 * Makes an item or replaces it; its price shows everywhere at once (#172), for nothing keeps a copy. Refuses an unknown
 * category and a code that another item has; of two that ask for one code at the same instant the index lets one in.
 */
export async function saveItem(
  context: Context,
  input: z.output<typeof saveItemInput>,
): Promise<Result<z.output<typeof itemViewSchema>>> {
  const [category, sameCode, [before], level] = await Promise.all([
    context.store.get(categories, input.categoryId),
    context.store.list(items, { where: { code: input.code }, limit: 1 }),
    loadItemsWithStocks(context, [input.itemId]),
    loadPriceLevel(context, undefined),
  ])
  const { itemId, categoryId, code } = input
  if (category === undefined) return refuse(CATALOG.noCategory, 'There is no such category.', { categoryId })
  const holder = sameCode.find((item) => item._id !== itemId)
  if (holder !== undefined)
    return refuse(CATALOG.codeTaken, 'Another item has this code.', { code, itemId: holder._id })

  const item = itemOf(input)
  await context.store.put(items, item)
  return ok(viewItem({ ...item, stocks: before?.stocks ?? [] }, level))
}
