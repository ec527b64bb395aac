import type * as z from 'zod'
import type { ItemWithStocks } from '../catalog'
import { type PriceLevel, priceUnit } from '../pricing'
import { refuse, ok, type Result } from '../shared/result'
import { onHandOf, usableOf } from '../stock'
import type { quotedLineSchema } from './contract'
import { QUOTE_ITEM_UNKNOWN } from './errors'

export interface AskedLine {
  readonly itemId: string
  readonly quantity: number
}

/** A line at the buyer's price, with the item it came from. */
export interface PricedLine {
  readonly item: ItemWithStocks
  readonly view: z.output<typeof quotedLineSchema>
  readonly onHand: number
}

/**
 * The asked lines at the buyer's prices with what is there; refused as a whole when an item is unknown or off sale. Pure:
 * asking locks nothing (#91).
 */
export function priceLines(
  asked: readonly AskedLine[],
  items: readonly ItemWithStocks[],
  level: PriceLevel,
): Result<PricedLine[]> {
  const byId = new Map(items.filter((item) => item.isActive).map((item) => [item._id, item]))
  const unknown = asked.filter((line) => !byId.has(line.itemId)).map((line) => line.itemId)
  if (unknown.length > 0) return refuse(QUOTE_ITEM_UNKNOWN, 'Some items are not for sale.', { itemIds: unknown })
  return ok(asked.flatMap((line) => priceLine(line, byId.get(line.itemId), level)))
}

function priceLine(line: AskedLine, item: ItemWithStocks | undefined, level: PriceLevel): PricedLine[] {
  if (item === undefined) return []
  const { quantity } = line
  const { unitFen, why } = priceUnit({ listUnitFen: item.listUnitFen, ladder: item.ladder, level, quantity })
  const usable = usableOf(item.stocks)
  const { code, name, spec, unit, picture, listUnitFen } = item
  const short = Math.max(0, quantity - usable)
  const facts = { itemId: item._id, code, name, spec, unit, picture }
  return [
    {
      item,
      onHand: onHandOf(item.stocks),
      view: { ...facts, quantity, listUnitFen, unitFen, lineFen: unitFen * quantity, why, usable, short },
    },
  ]
}

/** The sum of the lines, in fen. */
export function totalOf(lines: readonly { readonly lineFen: number }[]): number {
  return lines.reduce((sum, line) => sum + line.lineFen, 0)
}
