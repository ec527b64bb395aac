import type { WechatIdentity } from '../../ports/wechat'
import { ok, refuse, type Result } from '../../shared/result'
import { readHttpRequest, isHttpEvent } from './http-event'
import { toRecord } from './record'
import { readSource } from './source'

/** How a caller came in: through WeChat, which vouches for the openid; over HTTP; or from another program's SDK. */
export type Channel = 'wechat' | 'http' | 'sdk'

/** What is asked for, still unchecked except for its outer shape. */
export interface Asked {
  readonly path: string
  readonly input: unknown
  readonly session: string | undefined
}

export interface Call {
  readonly channel: Channel
  readonly address: string
  readonly wechatIdentity: WechatIdentity | undefined
  readonly asked: Result<Asked>
}

/**
 * Reads who calls from the invocation's environment, and what from the event. Nothing in the event can lend an identity,
 * and a WeChat caller cannot pass for an HTTP one.
 */
export function readCall(event: unknown, door: string): Call {
  const { wechatIdentity, address } = readSource(event)
  if (wechatIdentity !== undefined) return { channel: 'wechat', address, wechatIdentity, asked: readPlain(event) }
  const channel = isHttpEvent(event) ? 'http' : 'sdk'
  const asked = isHttpEvent(event) ? readHttpRequest(event, door) : readPlain(event)
  return { channel, address, wechatIdentity, asked }
}

/** `{path, input, session?}`. The platform adds fields of its own (userInfo), so unknown ones are passed over unread. */
function readPlain(event: unknown): Result<Asked> {
  const { path, input, session } = toRecord(event)
  if (typeof path !== 'string') return refuse('REQUEST.INVALID', 'Name the action in `path`.')
  if (session !== undefined && typeof session !== 'string') return refuse('REQUEST.INVALID', '`session` is a text.')
  return ok({ path, input, session })
}
