import type { StoreStats } from '../cloudbase/store'

export interface InvocationRecord {
  readonly traceId: string
  readonly door: string
  readonly channel: string
  readonly action: string
  readonly role: string
  readonly personId: string | undefined
  readonly durationMs: number
  readonly stats: StoreStats
  readonly outcome: string
}

/** One JSON line for each invocation. Ids are cut to a print; an openid, phone, token or input has no place in it. */
export function logInvocation(record: InvocationRecord): void {
  const { traceId, door, channel, action, role, personId, durationMs, stats, outcome } = record
  console.log(
    JSON.stringify({
      time: new Date().toISOString(),
      traceId,
      door,
      channel,
      action,
      role,
      person: personId?.slice(0, 8),
      durationMs: Math.round(durationMs * 100) / 100,
      storeCalls: stats.calls,
      storeTrips: stats.trips,
      outcome,
    }),
  )
}

/** The cause of an INTERNAL, once, on a line of its own with the same trace id. */
export function logCause(traceId: string, error: unknown): void {
  console.error(
    JSON.stringify({ time: new Date().toISOString(), level: 'error', traceId, causes: describeCauses(error) }),
  )
}

const maxCauses = 4

function describeCauses(error: unknown): object[] {
  const causes: object[] = []
  for (let at = error; at !== undefined && at !== null && causes.length < maxCauses; at = causeOf(at)) {
    if (!(at instanceof Error)) return [...causes, { name: typeof at }]
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
    const code = 'code' in at ? hideValues(String(at.code)) : undefined
    causes.push({ name: at.name, code, message: hideValues(at.message), stack: frames.map((line) => line.trim()) })
  }
  return causes
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}

/** Messages of databases and libraries quote what they were given; what may be a person's is covered, the words stay. */
export function hideValues(text: string): string {
  return text
    .replace(/"(?:[^"\\]|\\.){12,}"/g, '"…"')
    .replace(/[A-Za-z0-9_.~+/=-]{20,}/g, '…')
    .replace(/\d{5,}/g, '#')
    .slice(0, 500)
}
