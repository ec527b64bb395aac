export { itemSchema, items, itemsWithStocks, STOCKS_OF_ITEM, type Item, type ItemWithStocks } from './item'
export { loadItemsWithStocks } from './load-items'
