import type { Actor } from '../../ports/context'
import type { SessionClaims } from '../../ports/tokens'
import type { WechatIdentity } from '../../ports/wechat'
import type { Entitled } from '../../shared/role'
import { ok, refuse, type Result } from '../../shared/result'
import { openidPrint } from '../../identity'
import { ids } from '../ids'
import { readSettings } from '../settings'
import { openTokens } from './context'

export interface Session {
  readonly actor: Actor
}

/**
 * Who is calling, by the session token. None is a guest. A token that is forged, over, or of another WeChat account is
 * refused, except by actions that are for guests alone, which need none (signing in anew with an old session at hand).
 */
export async function readSession(
  token: string | undefined,
  wechatIdentity: WechatIdentity | undefined,
  roles: readonly Entitled[],
): Promise<Result<Session>> {
  const isForGuests = roles.every((role) => role === 'guest')
  const claims = token === undefined || isForGuests ? undefined : await openTokens().verify(token)
  if (claims !== undefined && isOwnerOf(claims, wechatIdentity)) return ok({ actor: toActor(claims) })
  if (token !== undefined && !isForGuests) return refuse('AUTH.EXPIRED', 'This session has ended; sign in again.')
  return ok({ actor: { role: 'guest', ...(isDemo(wechatIdentity) ? { demo: true } : {}) } })
}

/** A stolen token is no good in the thief's own WeChat. */
function isOwnerOf(claims: SessionClaims, wechatIdentity: WechatIdentity | undefined): boolean {
  if (wechatIdentity === undefined || claims.openidPrint === undefined) return true
  return claims.openidPrint === openidPrint(ids, wechatIdentity.openid)
}

function toActor({ role, personId, sessionId, customerId, demo }: SessionClaims): Actor {
  return {
    role,
    personId,
    sessionId,
    ...(customerId === undefined ? {} : { customerId }),
    ...(demo === true ? { demo } : {}),
  }
}

function isDemo(wechatIdentity: WechatIdentity | undefined): boolean {
  const prefix = readSettings().DEMO_OPENID_PREFIX
  return prefix !== '' && wechatIdentity?.openid.startsWith(prefix) === true
}
