import type * as z from 'zod'
import { loadPriceLevel } from '../crm'
import type { Context } from '../ports/context'
import type { Filter } from '../ports/store'
import { decodeCursor, encodeCursor } from '../shared/page'
import { ok, refuse, type Result } from '../shared/result'
import type { itemCardSchema, searchInput } from './contract'
import { CATALOG } from './errors'
import { itemCards, NOT_ON_CARDS, positionOf } from './item'
import { viewCard } from './item-view'
import { categoryWord, ON_SALE, tokensOf } from './keywords'
import { buyerOf, mayAlsoSeeInactive } from './reader'

type SearchInput = z.output<typeof searchInput>

interface ItemPage {
  rows: z.output<typeof itemCardSchema>[]
  next: string | null
}

/**
 * A page of items in the shop's order, each at the caller's own price (#63). One trip, and one range of an index however
 * many items there are. Text that holds nothing to search for finds nothing.
 */
export async function searchItems(context: Context, input: SearchInput): Promise<Result<ItemPage>> {
  const tokens = tokensOf(input.text)
  if (input.text !== '' && tokens.length === 0) return ok({ rows: [], next: null })
  const after = input.after === undefined ? '' : positionAfter(input.after)
  if (after === undefined) return refuse(CATALOG.badCursor, 'This list has no such place to go on from.')

  const [found, level] = await Promise.all([
    context.store.list(itemCards, {
      where: { ...narrowing(context, input, tokens), position: { $gt: after } },
      sort: [['position', 'asc']],
      limit: input.limit + 1,
      omit: NOT_ON_CARDS,
    }),
    loadPriceLevel(context, buyerOf(context.actor)),
  ])
  const page = found.slice(0, input.limit)
  const last = found.length > input.limit ? page.at(-1) : undefined
  return ok({
    rows: page.map((item) => viewCard(item, level)),
    next: last === undefined ? null : encodeCursor(last.sort, last._id),
  })
}

/** A search names everything in words, so that one index serves it whole; a list has indexes of its own. */
function narrowing(context: Context, { categoryId }: SearchInput, tokens: readonly string[]): Filter {
  const isOnSale = !mayAlsoSeeInactive(context.actor)
  if (tokens.length === 0)
    return { ...(isOnSale ? { isActive: true } : {}), ...(categoryId === undefined ? {} : { categoryId }) }
  const facts = [...(categoryId === undefined ? [] : [categoryWord(categoryId)]), ...(isOnSale ? [ON_SALE] : [])]
  return { keywords: { $all: [...tokens, ...facts] } }
}

function positionAfter(cursor: string): string | undefined {
  const parts = decodeCursor(cursor)
  return parts === undefined || !/^\d{1,6}$/.test(parts.sortValue)
    ? undefined
    : positionOf(Number(parts.sortValue), parts.id)
}
