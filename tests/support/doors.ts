import * as z from 'zod'

/** A door's answer as every caller gets it. */
export const replySchema = z.union([
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({
      code: z.string(),
      message: z.string(),
      fields: z.record(z.string(), z.unknown()).or(z.array(z.unknown())).optional(),
      traceId: z.string().optional(),
    }),
  }),
])

export type Reply = z.infer<typeof replySchema>

/** A running shop as people meet it: over HTTP, each with a session of their own. `as` is a role and a number: `sales:2`. */
export interface Doors {
  readonly url: string
  /** The door's answer, whatever it is; signs in first where needed. */
  ask(as: string, path: string, input: unknown): Promise<Reply>
  /** The output; throws on a refusal. */
  get(as: string, path: string, input: unknown): Promise<unknown>
  /** The output checked by its schema; throws on a refusal. */
  read<T extends z.ZodType>(schema: T, as: string, path: string, input: unknown): Promise<z.output<T>>
  signIn(as: string): Promise<void>
  dev(path: string, body: unknown): Promise<unknown>
}

/** Opens the doors of the shop at `url`; it must run in dev mode. Nobody is signed in yet. */
export function openDoors(url: string): Doors {
  const sessions = new Map<string, Promise<string>>()
  const sessionOf = (as: string): Promise<string> => {
    const session = sessions.get(as) ?? openSession(url, as)
    sessions.set(as, session)
    return session
  }
  const attempt = async (as: string, path: string, input: unknown): Promise<Reply> => {
    const headers = { authorization: `Bearer ${await sessionOf(as)}` }
    return replySchema.parse(await post(`${url}/${doorOf(as)}`, { path, input }, headers))
  }
  const ask = async (as: string, path: string, input: unknown): Promise<Reply> => {
    const reply = await attempt(as, path, input)
    if (reply.ok || reply.error.code !== 'AUTH.EXPIRED') return reply
    sessions.delete(as)
    return attempt(as, path, input)
  }
  const get = async (as: string, path: string, input: unknown): Promise<unknown> =>
    outputOf(await ask(as, path, input), `${as} ${path}`)
  return {
    url,
    ask,
    get,
    read: async (schema, as, path, input) => schema.parse(await get(as, path, input)),
    signIn: async (as) => void (await sessionOf(as)),
    dev: (path, body) => post(`${url}/dev/${path}`, body),
  }
}

function outputOf(reply: Reply, what: string): unknown {
  if (reply.ok) return reply.output
  throw new Error(`${what}: ${JSON.stringify(reply.error)}`)
}

/** The code of a refusal; 'ok' for an answer. */
export function codeOf(reply: Reply): string {
  return reply.ok ? 'ok' : reply.error.code
}

/** How often each outcome came. */
export function countCodes(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const code of replies.map(codeOf)) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

const sessionReply = z.object({
  result: z.object({ ok: z.literal(true), output: z.looseObject({ session: z.string() }) }),
})

/** As WeChat would: the openid names the role, so that the demo's staff need no invitation. */
async function openSession(url: string, as: string): Promise<string> {
  const [role = ''] = as.split(':')
  const input = role === 'customer' ? {} : { role }
  const call = {
    openid: `demo-openid-${as.replace(':', '-')}`,
    name: doorOf(as),
    data: { path: 'session.open', input },
  }
  const reply = await post(`${url}/dev/wechat/call`, call)
  const parsed = sessionReply.safeParse(reply)
  if (!parsed.success) throw new Error(`${as} cannot sign in: ${JSON.stringify(reply)}`)
  return parsed.data.result.output.session
}

function doorOf(as: string): string {
  return as.startsWith('customer:') ? 'customer' : 'staff'
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return answer.json()
}

/** What fetch throws when the other side is gone. By name: a test runner's own TypeError is another one. */
export function isBrokenConnection(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError'
}
