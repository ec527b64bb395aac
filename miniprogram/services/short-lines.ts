import type { Refused } from './refused'

/** A line that could not be had in full, as `STOCK.SHORT` reports it. */
export interface ShortLine {
  readonly itemId: string
  readonly name: string
  readonly asked: number
  readonly usable: number
}

/** The short lines of a refusal; empty for any other refusal. */
export function readShortLines(error: Refused | undefined): ShortLine[] {
  const lines = error?.code === 'STOCK.SHORT' ? error.fields.lines : undefined
  return Array.isArray(lines) ? (lines as ShortLine[]) : []
}
