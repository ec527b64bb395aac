/** An order has no more lines than this, a line no more pieces (the shop's contract says the same and has the last word). */
export const MAX_LINES = 50
export const MAX_QUANTITY = 100_000

/** One line of the cart on this device. */
export interface CartLine {
  readonly itemId: string
  readonly quantity: number
  readonly isSelected: boolean
}

/** The lines with this one put in place of the line of the same item, or on top if it is new. */
export function putLine(lines: readonly CartLine[], line: CartLine): CartLine[] {
  const isKnown = lines.some((one) => one.itemId === line.itemId)
  return isKnown ? lines.map((one) => (one.itemId === line.itemId ? line : one)) : [line, ...lines]
}

/** A number that a person typed as a quantity between 1 and the most allowed, or undefined when it is none. */
export function readQuantity(typed: string, most = MAX_QUANTITY): number | undefined {
  if (!/^\d{1,9}$/.test(typed.trim())) return undefined
  return Math.min(Math.max(Number(typed.trim()), 1), most)
}

/** The lines cut to what is left of those that are short; lines with nothing left fall out. */
export function takeWhatIsLeft<T extends { readonly itemId: string; readonly quantity: number }>(
  lines: readonly T[],
  short: readonly { readonly itemId: string; readonly usable: number }[],
): T[] {
  return lines.flatMap((line) => {
    const found = short.find((one) => one.itemId === line.itemId)
    const quantity = found === undefined ? line.quantity : Math.min(line.quantity, found.usable)
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
}
