import type { Context } from '../ports/context'
import { itemsWithStocks, NOT_WITH_STOCKS, STOCKS_OF_ITEM, type ItemWithStocks } from './item'

/** The items that exist among `itemIds`, in no order, with every stock of each; one trip. */
export function loadItemsWithStocks(context: Context, itemIds: readonly string[]): Promise<ItemWithStocks[]> {
  const query = { where: { _id: { $in: itemIds } }, limit: itemIds.length, omit: NOT_WITH_STOCKS }
  return context.store.listJoined(itemsWithStocks, query, STOCKS_OF_ITEM)
}
