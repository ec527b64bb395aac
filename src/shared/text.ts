import * as z from 'zod'

/** Our own ids: letters, digits, `_` and `-`; safe in paths, field names and logs. Anything else never reaches the store. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** Chosen by the client once per intent; the same id asks for the same thing again. */
export const requestIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)

/** One line of text that a person typed: trimmed, no control characters. */
export function lineSchema(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}]*$/u)
}

/** A Chinese mobile number as typed in a form. */
export const mobileSchema = z.string().regex(/^1[3-9]\d{9}$/)

/** 138****0001: enough to recognise, too little to call. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}
