/** Why a call came back without its answer: a refusal of the shop, or the network. The screen turns the code into words. */
export interface Refused extends Error {
  readonly isRefusal: true
  readonly code: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly traceId: string | undefined
}

export interface RefusalBody {
  readonly code: string
  readonly message: string
  readonly fields?: Record<string, unknown>
  readonly traceId?: string
}

/** Makes the error that callers of the cloud catch. */
export function refused(body: RefusalBody): Refused {
  return Object.assign(new Error(body.message), {
    isRefusal: true as const,
    code: body.code,
    fields: body.fields ?? {},
    traceId: body.traceId,
  })
}

/** Whether a caught value is a refusal. */
export function isRefused(error: unknown): error is Refused {
  return error instanceof Error && (error as Partial<Refused>).isRefusal === true
}

/** Any caught value as a refusal; a bug of ours reads as `APP.BROKEN` and is logged. */
export function toRefused(error: unknown): Refused {
  if (isRefused(error)) return error
  console.error(error)
  return refused({ code: 'APP.BROKEN', message: String(error) })
}

/** The network gave no answer: asking again with the same request id is safe. */
export function isNetwork(error: Refused): boolean {
  return error.code.startsWith('NET.')
}

/** The shop wants to know who is asking. */
export function isSignInNeeded(error: Refused): boolean {
  return error.code === 'AUTH.NEEDED' || error.code === 'AUTH.EXPIRED'
}
