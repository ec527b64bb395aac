import * as z from 'zod'

/** No list is longer than this, whatever is asked for. */
export const MAX_PAGE_SIZE = 50
export const DEFAULT_PAGE_SIZE = 20

/** Where to go on: opaque to callers, made by `encodeCursor`. */
export const cursorSchema = z.string().min(1).max(200)

export const pageInput = {
  after: cursorSchema.optional(),
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
}

/** The reply shape of every list: the rows and where the next page starts (null = the end). */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.strictObject({ rows: z.array(row), next: cursorSchema.nullable() })
}

/** A cursor from the sort value and id of the last row. */
export function encodeCursor(sortValue: string | number, id: string): string {
  return `${sortValue}~${id}`
}

/** The two parts of a cursor, or undefined for one that we did not make. */
export function decodeCursor(cursor: string): { sortValue: string; id: string } | undefined {
  const cut = cursor.lastIndexOf('~')
  return cut < 1 || cut === cursor.length - 1
    ? undefined
    : { sortValue: cursor.slice(0, cut), id: cursor.slice(cut + 1) }
}
