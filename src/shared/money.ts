import * as z from 'zod'

/** Money in whole fen (1 yuan = 100 fen); far below 2^53, so sums stay exact. */
export const MAX_FEN = 1_000_000_000_000

export const fenSchema = z.int().min(-MAX_FEN).max(MAX_FEN)
export const priceFenSchema = z.int().min(0).max(1_000_000_000)

/** Shares of a whole in basis points: 10 000 = 100 %, 500 = 5 %. Whole numbers, so no rounding hides in a rate. */
export const basisPointsSchema = z.int().min(0).max(10_000)

/**
 * The price after taking `discountBasisPoints` off, rounded half up to a whole fen.
 * Never above `amountFen`; 0 takes nothing off.
 */
export function takeOff(amountFen: number, discountBasisPoints: number): number {
  return Math.floor((amountFen * (10_000 - discountBasisPoints) + 5_000) / 10_000)
}
