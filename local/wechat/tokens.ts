import { randomBytes } from 'node:crypto'
import { fail, type Api, type ApiMethod, type ApiReply } from './api'

const lifeMs = 7_200_000
const overlapMs = 300_000
const forcedGapMs = 30_000
const forcedPerDay = 20

/** `stable_token`: the same token while it is good, a new one 5 minutes before it ends; forcing is rationed. */
export function createStableToken({ account, memory, now }: Api): ApiMethod {
  return async ({ body }) => {
    if (body['grant_type'] !== 'client_credential') return fail(40002, 'invalid grant_type')
    if (body['appid'] !== account.appId) return fail(40013, 'invalid appid')
    if (body['secret'] !== account.appSecret) return fail(40125, 'invalid appsecret')
    const state = memory.state()
    state.tokens = state.tokens.filter((one) => one.endsAtMs > now())
    if (body['force_refresh'] === true) return force()
    const current = state.tokens.find((one) => one.isStable && one.endsAtMs - overlapMs > now())
    return grant(current ?? (await issue()))
  }

  async function force(): Promise<ApiReply> {
    const state = memory.state()
    state.forcedAtMs = state.forcedAtMs.filter((at) => at > now() - 86_400_000)
    if (state.forcedAtMs.some((at) => at > now() - forcedGapMs)) return fail(45011, 'api minute-quota reach limit')
    if (state.forcedAtMs.length >= forcedPerDay) return fail(45009, 'reach max api daily quota limit')
    state.forcedAtMs.push(now())
    state.tokens = [] // Forcing ends the old one at once.
    return grant(await issue())
  }

  async function issue() {
    const fresh = {
      token: randomBytes(96).toString('base64url'),
      issuedAtMs: now(),
      endsAtMs: now() + lifeMs,
      isStable: true,
    }
    memory.state().tokens.push(fresh)
    await memory.save()
    return fresh
  }

  function grant({ token, endsAtMs }: { token: string; endsAtMs: number }): ApiReply {
    return { access_token: token, expires_in: Math.ceil((endsAtMs - now()) / 1000) }
  }
}

/** Wraps a method that needs the access token in its query, with WeChat's answers for a missing, wrong or old one. */
export function withToken({ memory, now }: Api, method: ApiMethod): ApiMethod {
  return (call) => {
    const given = call.query.get('access_token')
    if (!given) return fail(41001, 'access_token missing')
    const known = memory.state().tokens.find((one) => one.token === given)
    if (!known) return fail(40001, 'invalid credential, access_token is invalid or not latest')
    if (known.endsAtMs <= now()) return fail(42001, 'access_token expired')
    return method(call)
  }
}
