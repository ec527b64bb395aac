import type { Environment } from './process'

/** Who calls a function, as the platform knows it; a function must take identity from here and never from the event. */
export type Caller =
  | { source: 'wechat'; openid: string; unionid?: string; clientIp?: string }
  | { source: 'http'; clientIp?: string }
  | { source: 'timer'; trigger: string }
  | { source: 'sdk' }

const tcbKeys = 'TCB_ENV,TCB_SEQID,TCB_SOURCE,TCB_SOURCE_IP'

/** The variables that change with each invocation: trace, source, and the WeChat identity only for WeChat callers. */
export function callerEnvironment(caller: Caller, appId: string, requestId: string): Environment {
  const trace: Environment = { TCB_SEQID: requestId, TCB_CONTEXT_KEYS: tcbKeys }
  switch (caller.source) {
    case 'wechat':
      return { ...trace, TCB_SOURCE: 'wx_client', ...wechatIdentity(caller, appId) }
    case 'http':
      return { ...trace, TCB_SOURCE: 'wx_http', TCB_SOURCE_IP: caller.clientIp }
    case 'timer':
      return { ...trace, TCB_SOURCE: 'timer', TRIGGER_SRC: 'timer' }
    case 'sdk':
      return { ...trace, TCB_SOURCE: 'scf' }
  }
}

function wechatIdentity(caller: Extract<Caller, { source: 'wechat' }>, appId: string): Environment {
  const identity: Environment = { WX_OPENID: caller.openid, WX_APPID: appId }
  if (caller.unionid !== undefined) identity['WX_UNIONID'] = caller.unionid
  if (caller.clientIp !== undefined) identity['WX_CLIENTIP'] = caller.clientIp
  identity['WX_CONTEXT_KEYS'] = Object.keys(identity).join(',')
  return identity
}

/** The event as the platform hands it over: WeChat adds userInfo over whatever the caller wrote there. */
export function callerEvent(event: unknown, caller: Caller, appId: string): unknown {
  if (caller.source !== 'wechat') return event
  const data = typeof event === 'object' && event !== null ? event : {}
  return { ...data, userInfo: { openId: caller.openid, appId } }
}
