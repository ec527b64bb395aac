import { useState } from 'react'
import { cartStore, removeFromCart } from '../../services/cart'
import type { CartLine } from '../../services/cart-lines'
import { beginCheckout } from '../../services/checkout'
import { customer } from '../../services/customer'
import { open } from '../../services/go'
import { toRefused } from '../../services/refused'
import { useStore } from '../../services/store'
import type { Quoted, QuotedLine } from '../../services/types'
import { usePolling } from '../../services/use-polling'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'

export interface CartRow extends CartLine {
  /** The shop's word on this line; undefined until it is in, or when the item is no longer sold. */
  readonly quoted: QuotedLine | undefined
  readonly isGone: boolean
}

interface Asked {
  readonly all: Quoted
  /** The total of the ticked lines, added up by the shop. */
  readonly selected: Quoted
  readonly goneIds: readonly string[]
}

const NOTHING: Quoted = { lines: [], totalFen: 0 }

/** The cart with today's prices and stock, asked for whenever it is shown or changed. */
export function useCart() {
  const who = useWho()
  const lines = useStore(cartStore)
  const [lastNames, setLastNames] = useState<ReadonlyMap<string, QuotedLine>>(new Map())
  const key = lines.map((line) => `${line.itemId}*${line.quantity}${line.isSelected ? '+' : ''}`).join()
  const state = useRemote(lines.length === 0 ? null : `${who.key} ${key}`, async () => {
    const asked = await ask(lines)
    setLastNames(new Map(asked.all.lines.map((line) => [line.itemId, line])))
    return asked
  })
  usePolling(async () => {
    if (lines.length > 0) await state.refresh()
  }, 10_000)

  const rows = lines.map((line): CartRow => {
    const known = state.data?.all.lines.find((one) => one.itemId === line.itemId) ?? lastNames.get(line.itemId)
    return { ...line, quoted: known, isGone: state.data?.goneIds.includes(line.itemId) === true }
  })
  const chosen = rows.filter((row) => row.isSelected && !row.isGone)
  return {
    rows,
    chosen,
    state,
    isAsking: state.data === undefined,
    totalFen: state.data?.selected.totalFen,
    isShort: chosen.some((row) => (state.data ? (row.quoted?.short ?? 0) > 0 : false)),
    async order(): Promise<void> {
      await beginCheckout(
        chosen.map(({ itemId, quantity }) => ({ itemId, quantity })),
        true,
      )
      open('confirm')
    },
    removeChosen(): void {
      removeFromCart(rows.filter((row) => row.isSelected).map((row) => row.itemId))
    },
  }
}

/** All lines and the ticked ones are two questions, because only the shop adds up. Items no longer sold are told apart first. */
async function ask(lines: readonly CartLine[]): Promise<Asked> {
  const goneIds: string[] = []
  try {
    return await askFor(lines, goneIds)
  } catch (error) {
    const unknown = goneFrom(error)
    if (unknown.length === 0) throw error
    return askFor(lines, unknown)
  }
}

async function askFor(lines: readonly CartLine[], goneIds: readonly string[]): Promise<Asked> {
  const sold = lines.filter((line) => !goneIds.includes(line.itemId))
  const ticked = sold.filter((line) => line.isSelected)
  const [all, selected] = await Promise.all([lookUp(sold), ticked.length === sold.length ? undefined : lookUp(ticked)])
  return { all, selected: selected ?? all, goneIds }
}

async function lookUp(lines: readonly CartLine[]): Promise<Quoted> {
  if (lines.length === 0) return NOTHING
  return customer.quote.lookup({ lines: lines.map(({ itemId, quantity }) => ({ itemId, quantity })) })
}

function goneFrom(error: unknown): readonly string[] {
  const { code, fields } = toRefused(error)
  const ids = fields.itemIds
  return code === 'QUOTE.ITEM_UNKNOWN' && Array.isArray(ids) ? ids.map(String) : []
}
