import * as z from 'zod'
import type { AccessToken } from './access-token'

/** What reaching WeChat's servers needs. */
export interface WechatSettings {
  readonly appId: string
  readonly appSecret: string
  /** Without a slash at the end, such as https://api.weixin.qq.com. */
  readonly apiBase: string
}

export const TIMEOUT_MS = 5_000

/** WeChat answers HTTP 200 with an errcode; absent or 0 is success. */
export const replySchema = z.looseObject({ errcode: z.int().optional(), errmsg: z.string().optional() })
export type Reply = z.infer<typeof replySchema>

/** The line was lost or WeChat did not answer in time: what was asked may or may not have happened. */
export class WechatUnreachable extends Error {
  readonly code = 'WECHAT_UNREACHABLE'
}

/** An answer that we have no words for. Carries no address and no token. */
export class WechatError extends Error {
  constructor(
    readonly api: string,
    readonly reply: Reply,
  ) {
    super(`WeChat ${api} answered ${reply.errcode}: ${reply.errmsg ?? ''}`)
  }
}

/** One request to WeChat, given up after 5 s. Throws `WechatUnreachable` for a lost line; errcodes are the caller's. */
export async function request(url: URL, body?: unknown): Promise<Reply> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    return replySchema.parse(await response.json())
  } catch (cause) {
    // The address holds secrets, so it stays out of the message.
    throw new WechatUnreachable(`WeChat did not answer ${url.pathname}`, { cause })
  }
}

const STALE_TOKEN = new Set([40001, 40014, 42001])

/** A request with an access token; a token that WeChat no longer takes is renewed, and the request made once more. */
export async function requestWithToken(base: string, api: string, token: AccessToken, body: unknown): Promise<Reply> {
  const ask = (value: string) => request(addressOf(base, api, { access_token: value }), body)
  const first = await token.get()
  const reply = await ask(first)
  return STALE_TOKEN.has(reply.errcode ?? 0) ? ask(await token.renew(first)) : reply
}

/** The address of an API with its parameters. */
export function addressOf(base: string, api: string, parameters: Record<string, string> = {}): URL {
  const url = new URL(`${base}${api}`)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url
}
