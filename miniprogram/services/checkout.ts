import { makeRequestId } from './request-id'
import { forget, keep, readKept } from './storage'
import type { AskedLine } from './types'

/** What is being ordered: the lines and the name of the intent, kept until the shop's answer is in. */
export interface Checkout {
  readonly requestId: string
  readonly lines: readonly AskedLine[]
  readonly isFromCart: boolean
}

const KEY = 'checkout'

/**
 * Opens an order. The same lines as in an order whose answer never came keep its request id, so that going back and pressing again
 * cannot order twice.
 */
export async function beginCheckout(lines: readonly AskedLine[], isFromCart: boolean): Promise<Checkout> {
  const open = readCheckout()
  if (open && isSame(open, lines, isFromCart)) return open
  const checkout = { requestId: await makeRequestId(), lines, isFromCart }
  keep(KEY, checkout)
  return checkout
}

/** The order under way, also after the app was closed in between. */
export function readCheckout(): Checkout | undefined {
  return readKept<Checkout>(KEY)
}

/** The order stands; the next one is another. */
export function endCheckout(): void {
  forget(KEY)
}

function isSame(open: Checkout, lines: readonly AskedLine[], isFromCart: boolean): boolean {
  const text = (all: readonly AskedLine[]) => all.map(({ itemId, quantity }) => `${itemId}*${quantity}`).join()
  return open.isFromCart === isFromCart && text(open.lines) === text(lines)
}
