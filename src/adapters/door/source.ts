import type { WechatIdentity } from '../../ports/wechat'
import { toRecord } from './record'

/** Sources for which WeChat itself has checked the user; any other may carry whatever its caller wrote. */
const vouchedFor = new Set(['wx_client', 'wx_devtools'])

/** Who is at the other end, from the invocation's own variables; these change with each invocation, so nothing is kept. */
export function readSource(event: unknown): { wechatIdentity: WechatIdentity | undefined; address: string } {
  const env = process.env
  const openid = env.WX_OPENID
  const isVouchedFor = (env.TCB_SOURCE ?? '').split(',').every((source) => vouchedFor.has(source))
  if (openid === undefined || openid === '' || !isVouchedFor)
    return { wechatIdentity: undefined, address: env.TCB_SOURCE_IP ?? addressOf(event) }
  const unionid = env.WX_UNIONID
  return {
    wechatIdentity: unionid === undefined || unionid === '' ? { openid } : { openid, unionid },
    address: env.WX_CLIENTIP ?? env.WX_CLIENTIPV6 ?? '',
  }
}

/** Where the platform names the address; the last forwarded one was added by the gateway, the others by anybody. */
function addressOf(event: unknown): string {
  const { requestContext, headers } = toRecord(event)
  const { sourceIp } = toRecord(requestContext)
  if (typeof sourceIp === 'string') return sourceIp
  const forwarded = toRecord(headers)['x-forwarded-for']
  return typeof forwarded === 'string' ? (forwarded.split(',').at(-1)?.trim() ?? '') : ''
}
