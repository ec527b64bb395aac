import type * as z from 'zod'
import { ladderOf, type PriceLevel, priceUnit } from '../pricing'
import { usableOf } from '../stock'
import type { itemCardSchema, itemViewSchema } from './contract'
import type { ItemOnCard, ItemWithStocks } from './item'

/** An item in a list, at the price of one piece for this caller. */
export function viewCard(item: ItemOnCard, level: PriceLevel): z.output<typeof itemCardSchema> {
  const { listUnitFen, ladder } = item
  return {
    id: item._id,
    code: item.code,
    name: item.name,
    spec: item.spec,
    unit: item.unit,
    categoryId: item.categoryId,
    picture: item.picture,
    listUnitFen,
    unitFen: priceUnit({ listUnitFen, ladder, level, quantity: 1 }).unitFen,
    isActive: item.isActive,
  }
}

/** One item with the caller's price, why it is so (#166), its ladder, and what can be ordered now (#87). */
export function viewItem(item: ItemWithStocks, level: PriceLevel): z.output<typeof itemViewSchema> {
  const { listUnitFen, ladder, description, barcode } = item
  return {
    ...viewCard(item, level),
    description,
    barcode,
    why: priceUnit({ listUnitFen, ladder, level, quantity: 1 }).why,
    ladder: ladderOf({ listUnitFen, ladder, level }),
    usable: usableOf(item.stocks),
  }
}
