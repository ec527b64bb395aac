import * as z from 'zod'

/** Pieces in whole numbers; the cap keeps a typing slip from locking the whole shop. */
export const MAX_QUANTITY = 100_000
export const quantitySchema = z.int().min(1).max(MAX_QUANTITY)
export const MAX_LINES = 50
