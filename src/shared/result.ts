/** An expected "no": a stable code, a short plain sentence for API users, and the figures behind it. Screens turn the code into words. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly fields?: Readonly<Record<string, unknown>>
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

/** The wanted outcome. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value }
}

/** An expected refusal as a value; throw only for bugs and lost lines. */
export function refuse(code: string, message: string, fields?: Record<string, unknown>): Result<never> {
  return { ok: false, refusal: fields === undefined ? { code, message } : { code, message, fields } }
}
