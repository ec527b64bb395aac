import { useEffect, useState } from 'react'
import { toRefused, type Refused } from '../../services/refused'
import { staff } from '../../services/staff'
import { keep, readKept } from '../../services/storage'
import type { CustomerRow, StaffQuoted } from '../parts/types'

interface AskedItem {
  readonly itemId: string
  readonly name: string
  readonly quantity: number
}

export interface QuoteDraft {
  readonly customer: { readonly id: string; readonly name: string; readonly levelName: string } | null
  readonly items: readonly AskedItem[]
}

type Answer = { key: string; quoted: StaffQuoted } | { key: string; problem: Refused }

const KEY = 'staff-quote'
const EMPTY: QuoteDraft = { customer: null, items: [] }
/** Typing a quantity asks once, not at every digit. */
const PAUSE_MS = 250

/** Prices and stock of what is on the list; every change asks again and only the newest answer is shown. */
export function useQuote() {
  const [draft, setDraft] = useState<QuoteDraft>(() => readKept<QuoteDraft>(KEY) ?? EMPTY)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [attempt, setAttempt] = useState(0)
  const key = questionOf(draft)

  useEffect(() => {
    if (draft.items.length === 0) return undefined
    let isWanted = true
    const timer = setTimeout(() => {
      void ask(draft).then((got) => {
        if (isWanted) setAnswer(got)
      })
    }, PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [draft, attempt])

  const change = (part: Partial<QuoteDraft>) => {
    const next = { ...draft, ...part }
    keep(KEY, next)
    setDraft(next)
  }
  const isAnswered = answer?.key === key
  return {
    draft,
    quoted: answer && 'quoted' in answer ? answer.quoted : null,
    problem: isAnswered && 'problem' in answer ? answer.problem : null,
    isUpdating: draft.items.length > 0 && !isAnswered,
    retry: () => {
      setAnswer(null)
      setAttempt(attempt + 1)
    },
    ...changes(draft, change),
  }
}

function changes(draft: QuoteDraft, change: (part: Partial<QuoteDraft>) => void) {
  return {
    choose: (customer: Pick<CustomerRow, 'id' | 'name' | 'levelName'> | null) =>
      change({
        customer: customer && { id: customer.id, name: customer.name, levelName: customer.levelName },
      }),
    add: (item: { id: string; name: string }) => change({ items: withItem(draft.items, item) }),
    setQuantity: (itemId: string, quantity: number) =>
      change({ items: draft.items.map((one) => (one.itemId === itemId ? { ...one, quantity } : one)) }),
    remove: (itemId: string) => change({ items: draft.items.filter((one) => one.itemId !== itemId) }),
    clear: () => change({ items: [] }),
  }
}

/** Adding an item that is on the list already asks for one more of it. */
function withItem(items: readonly AskedItem[], item: { id: string; name: string }): AskedItem[] {
  if (!items.some((one) => one.itemId === item.id)) return [...items, { itemId: item.id, name: item.name, quantity: 1 }]
  return items.map((one) => (one.itemId === item.id ? { ...one, quantity: one.quantity + 1 } : one))
}

function linesOf(draft: QuoteDraft) {
  return draft.items.map(({ itemId, quantity }) => ({ itemId, quantity }))
}

function questionOf(draft: QuoteDraft): string {
  return JSON.stringify([draft.customer?.id ?? '', linesOf(draft)])
}

async function ask(draft: QuoteDraft): Promise<Answer> {
  const key = questionOf(draft)
  try {
    const customer = draft.customer ? { customerId: draft.customer.id } : {}
    return { key, quoted: await staff.quote.lookup({ ...customer, lines: linesOf(draft) }) }
  } catch (error) {
    return { key, problem: toRefused(error) }
  }
}
