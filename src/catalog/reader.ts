import type { Actor } from '../ports/context'

/** Whose prices to show: a customer's own; staff and guests see the list prices. */
export function buyerOf(actor: Actor): string | undefined {
  return actor.role === 'customer' ? actor.customerId : undefined
}

/** Goods taken off sale are gone for customers and guests; staff still find them. */
export function mayAlsoSeeInactive(actor: Actor): boolean {
  return actor.role !== 'customer' && actor.role !== 'guest'
}
