import type { Environment } from './process'

/** Who calls a function, as the platform knows it; a function must take identity from here and never from the event. */
export type Caller =
  | { source: 'wechat'; openid: string; unionid?: string; clientIp?: string }
  | { source: 'http'; clientIp?: string }
  | { source: 'timer'; trigger: string }
  | { source: 'sdk' }

const tcbKeys = 'TCB_ENV,TCB_SEQID,TCB_SOURCE,TCB_SOURCE_IP'

/** Makes the variables of one invocation. */
export type EnvironmentMaker = (caller: Caller, requestId: string) => Environment

/**
 * The function's own variables, then trace and source, and the WeChat identity only for WeChat callers. An object of
 * thirty names grows slowly (9 us) and is copied quickly (0.1 us), so there is one template for each set of names.
 */
export function createEnvironmentMaker(base: Environment, appId: string): EnvironmentMaker {
  const templates = new Map<string, Environment>()
  return (caller, requestId) => {
    const values = callerVariables(caller, appId, requestId)
    const environment = { ...templateFor(values) }
    for (const [name, value] of values) environment[name] = value
    return environment
  }

  function templateFor(values: [string, string][]): Environment {
    let names = ''
    for (const [name] of values) names += name
    const known = templates.get(names)
    if (known) return known
    // Without anybody's values, so that none can stay behind for the next caller; copied once more to be quick to copy.
    const fresh = { ...base, ...Object.fromEntries(values.map(([name]) => [name, ''])) }
    templates.set(names, { ...fresh })
    return fresh
  }
}

const sources = { wechat: 'wx_client', http: 'wx_http', timer: 'timer', sdk: 'scf' } as const

/** What differs from call to call. */
function callerVariables(caller: Caller, appId: string, requestId: string): [name: string, value: string][] {
  const trace: [string, string][] = [
    ['TCB_SEQID', requestId],
    ['TCB_CONTEXT_KEYS', tcbKeys],
    ['TCB_SOURCE', sources[caller.source]],
  ]
  if (caller.source === 'http' && caller.clientIp !== undefined) trace.push(['TCB_SOURCE_IP', caller.clientIp])
  if (caller.source === 'timer') trace.push(['TRIGGER_SRC', 'timer'])
  return caller.source === 'wechat' ? [...trace, ...wechatVariables(caller, appId)] : trace
}

function wechatVariables(caller: Extract<Caller, { source: 'wechat' }>, appId: string): [string, string][] {
  const identity: [string, string][] = [
    ['WX_OPENID', caller.openid],
    ['WX_APPID', appId],
  ]
  if (caller.clientIp !== undefined) identity.push(['WX_CLIENTIP', caller.clientIp])
  if (caller.unionid !== undefined) identity.push(['WX_UNIONID', caller.unionid])
  const keys = identity.map(([name]) => name).join(',')
  return [...identity, ['WX_CONTEXT_KEYS', keys]]
}

/** The event as the platform hands it over: WeChat adds userInfo over whatever the caller wrote there. */
export function callerEvent(event: unknown, caller: Caller, appId: string): unknown {
  if (caller.source !== 'wechat') return event
  const data = typeof event === 'object' && event !== null ? event : {}
  return { ...data, userInfo: { openId: caller.openid, appId } }
}
