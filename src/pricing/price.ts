import type * as z from 'zod'
import { takeOff } from '../shared/money'
import type { ladderStepSchema, priceReasonSchema } from './contract'

export type LadderStep = z.infer<typeof ladderStepSchema>
export type PriceReason = z.infer<typeof priceReasonSchema>

/** What a buyer's level takes off the list price; guests have none. */
export interface PriceLevel {
  readonly name: string
  readonly discountBasisPoints: number
}

export const NO_LEVEL: PriceLevel = { name: '', discountBasisPoints: 0 }

/** An item's list price and volume ladder, and who is buying. */
export interface Priced {
  readonly listUnitFen: number
  readonly ladder: readonly LadderStep[]
  readonly level: PriceLevel
}

export interface UnitPrice {
  readonly unitFen: number
  /** The list price first, then the rule that won, if any (#166). */
  readonly why: PriceReason[]
}

/**
 * The price of one piece when `quantity` are bought: the better single rule of level and volume ladder, the level's on a
 * tie (docs/decisions/0003-one-best-price-rule.md). Never above the list price; rounded half up to a whole fen per piece,
 * so that a line is quantity x unit exactly.
 */
export function priceUnit({ quantity, ...item }: Priced & { readonly quantity: number }): UnitPrice {
  const list: PriceReason = { rule: 'list', name: '', discountBasisPoints: 0, unitFen: item.listUnitFen }
  const best = bestRule(item, quantity)
  return best === undefined ? { unitFen: item.listUnitFen, why: [list] } : { unitFen: best.unitFen, why: [list, best] }
}

function bestRule(item: Priced, quantity: number): PriceReason | undefined {
  const { level } = item
  const volume = volumeDiscount(item.ladder, quantity)
  const discount = Math.max(level.discountBasisPoints, volume)
  if (discount === 0) return undefined
  const isLevel = level.discountBasisPoints >= volume
  return {
    rule: isLevel ? 'level' : 'volume',
    name: isLevel ? level.name : '',
    discountBasisPoints: discount,
    unitFen: takeOff(item.listUnitFen, discount),
  }
}

function volumeDiscount(ladder: readonly LadderStep[], quantity: number): number {
  const reached = ladder.filter((step) => step.minQuantity <= quantity).map((step) => step.discountBasisPoints)
  return Math.max(0, ...reached)
}

/** The buyer's unit price from each quantity on, ascending from 1; steps that change nothing are left out. */
export function ladderOf(item: Priced): { minQuantity: number; unitFen: number }[] {
  const quantities = [...new Set([1, ...item.ladder.map((step) => step.minQuantity)])].sort((a, b) => a - b)
  const prices = quantities.map((minQuantity) => ({
    minQuantity,
    unitFen: priceUnit({ ...item, quantity: minQuantity }).unitFen,
  }))
  return prices.filter((price, at) => at === 0 || price.unitFen !== prices[at - 1]?.unitFen)
}
