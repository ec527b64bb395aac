import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud'
import { buildFunctionsOnce, root } from './build'
import { type Doors, openDoors, type Reply } from './doors'

export { codeOf, type Reply } from './doors'

export type Door = 'customer' | 'staff'

export interface HttpAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Shop {
  readonly cloud: Cloud
  readonly url: string
  /** The same shop as the helpers that fill it want it. */
  readonly doors: Doors
  /** Everything the functions and the cloud have logged so far, a line each. */
  readonly log: string[]
  /**
   * A call over HTTP by somebody of the demo shop (`customer:1`, any number; `sales:1`, …), by any WeChat account
   * (`openid:…`, as a customer), or by a `guest`. A refusal is an answer; it does not throw.
   */
  call(door: Door, as: string, path: string, input?: unknown): Promise<Reply>
  /** The output of a call; throws when it is refused. */
  want<T>(door: Door, as: string, path: string, input?: unknown): Promise<T>
  /** The session token of somebody, opened through WeChat and kept until it runs out. */
  session(as: string): Promise<string>
  /** wx.cloud.callFunction of a WeChat account, with the event as given. */
  callInWechat(openid: string, door: string, event: unknown): Promise<Reply>
  /** A raw HTTP request. */
  http(path: string, init: RequestInit): Promise<HttpAnswer>
  stop(): Promise<void>
}

interface Opened {
  readonly session: string
  readonly expiresAt: string
}

/** `npm test` runs the flows a second time with SHOP_DATABASE=http: the SDK's own way to the database. */
const databaseTransport = process.env.SHOP_DATABASE === 'http' ? 'http' : 'memory'

/** Starts an empty shop on the embedded cloud, running the bundles that are deployed; its folder goes with it. */
export async function startShop(options: Partial<CloudOptions> = {}): Promise<Shop> {
  await buildFunctionsOnce()
  const folder = options.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'laidan-shop-')))
  const log: string[] = []
  const keep = (line: string): void => void log.push(line)
  const cloud = await startCloud({ root, folder, strictIndexes: true, log: keep, databaseTransport, ...options })
  const sessions = new Map<string, Promise<Opened>>()

  const http: Shop['http'] = async (where, init) => {
    const response = await fetch(`${cloud.url}${where}`, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const callInWechat: Shop['callInWechat'] = (openid, door, event) =>
    cloud.functions.invoke(door, event, { source: 'wechat', openid }) as Promise<Reply>

  async function open(as: string): Promise<Opened> {
    const { openid, role } = accountOf(as)
    const door = role === 'customer' ? 'customer' : 'staff'
    return unwrap<Opened>(
      await callInWechat(openid, door, { path: 'session.open', input: { role } }),
      `${as} signs in`,
      log,
    )
  }
  async function session(as: string): Promise<string> {
    const opened = await (sessions.get(as) ?? remember(as))
    const isFresh = Date.parse(opened.expiresAt) - cloud.clock.now() > 5_000
    return isFresh ? opened.session : (await remember(as)).session
  }
  function remember(as: string): Promise<Opened> {
    const opened = open(as)
    sessions.set(as, opened)
    opened.catch(() => sessions.delete(as))
    return opened
  }
  async function call(door: Door, as: string, where: string, input: unknown = {}): Promise<Reply> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (as !== 'guest') headers.authorization = `Bearer ${await session(as)}`
    const answer = await http(`/${door}`, { method: 'POST', headers, body: JSON.stringify({ path: where, input }) })
    return JSON.parse(answer.text) as Reply
  }
  return {
    cloud,
    url: cloud.url,
    doors: openDoors(cloud.url),
    log,
    call,
    want: async <T>(door: Door, as: string, where: string, input?: unknown) =>
      unwrap<T>(await call(door, as, where, input), `${as} ${door}/${where}`, log),
    session,
    callInWechat,
    http,
    async stop() {
      await cloud.close()
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The WeChat account and role behind a name: `sales:1` is the demo's first seller, `openid:x` anybody. */
export function accountOf(as: string): { openid: string; role: string } {
  const [kind = '', rest = ''] = as.split(':')
  return kind === 'openid' ? { openid: rest, role: 'customer' } : { openid: `demo-openid-${kind}-${rest}`, role: kind }
}

/** The output of a reply; throws with the whole refusal and, of a bug of ours, what was logged of it. */
export function unwrap<T>(reply: Reply, what = 'a call', log: readonly string[] = []): T {
  if (reply.ok) return reply.output as T
  const { traceId = '' } = reply.error
  const logged = log.filter((line) => line.includes(traceId) && line.includes('causes'))
  throw new Error([`${what} was refused: ${JSON.stringify(reply.error)}`, ...logged].join('\n'))
}
