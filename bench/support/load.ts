import http from 'node:http'

export interface Measured {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly count: number
}

export interface LoadOptions {
  readonly clients: number
  readonly seconds: number
  /** Runs before measuring starts, for compilers and caches. */
  readonly warmUpSeconds?: number
}

/** Keeps `clients` callers busy, each with one call at a time, and measures every call after the warm-up. */
export async function measureLoad(
  options: LoadOptions,
  call: (client: number, n: number) => Promise<void>,
): Promise<Measured> {
  const startAt = performance.now() + (options.warmUpSeconds ?? 1) * 1000
  const endAt = startAt + options.seconds * 1000
  const times: number[] = []
  await Promise.all(
    Array.from({ length: options.clients }, async (_, client) => {
      for (let n = 0; performance.now() < endAt; n += 1) {
        const before = performance.now()
        await call(client, n)
        if (before >= startAt) times.push(performance.now() - before)
      }
    }),
  )
  return summarise(times, options.seconds)
}

/** The figures of a list of single times in ms. */
export function summarise(times: readonly number[], seconds: number): Measured {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { perSecond: times.length / seconds, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), count: times.length }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 512 })

/** One HTTP POST over kept connections; Node's own client, so that the measuring costs little beside the measured. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const payload = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), ...headers },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => resolve(text === '' ? undefined : JSON.parse(text)))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(payload)
  })
}
