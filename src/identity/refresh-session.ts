import type { Context } from '../ports/context'
import type { Role } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH } from './errors'
import { refuseRole } from './open-session'
import { people, rolesOf } from './person'
import {
  hashSecret,
  nextSecret,
  readRefresh,
  REFRESH_DAYS,
  type RefreshToken,
  type SessionDocument,
  sessions,
  writeRefresh,
} from './session'
import { issueSession, type SessionView } from './session-view'

/** A repeat within this time is taken for a lost answer, and answered with the same pair; later it is taken for theft. */
const repeatMs = 30_000

/**
 * Exchanges a refresh token for the next pair. Each is good once; one that comes back later was copied, so the whole
 * session ends and its owner scans again.
 */
export async function refreshSession(
  context: Context,
  input: { refresh: string; role?: Role | undefined },
): Promise<Result<SessionView>> {
  const shown = readRefresh(input.refresh)
  const session = await context.store.get(sessions, shown.sessionId)
  if (session === undefined || !isUsable(context, session, shown)) return refuseEnded()
  const person = await context.store.get(people, session.personId)
  const role = input.role ?? session.role
  if (person === undefined) return refuseEnded()
  if (!rolesOf(person).includes(role)) return refuseRole()

  const secret = nextSecret(context.ids, session, shown.secret)
  if (!(await rotate(context, session, shown, secret, role))) return refuseEnded()
  const refresh = writeRefresh({ ...shown, secret })
  const sessionId = session._id
  return ok(await issueSession(context, { person, role, sessionId, refresh, isFromWechat: false }))
}

function isUsable(context: Context, session: SessionDocument, { family }: RefreshToken): boolean {
  const isOurs = session.familyHash === hashSecret(context.ids, family)
  return isOurs && session.revokedAt === null && session.expiresAt > context.clock.now()
}

/** True when the shown secret was good and `secret` is now, by this call or by the same one a moment ago. */
async function rotate(
  context: Context,
  session: SessionDocument,
  shown: RefreshToken,
  secret: string,
  role: Role,
): Promise<boolean> {
  const { ids, store, clock } = context
  const shownHash = hashSecret(ids, shown.secret)
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + REFRESH_DAYS * 86_400_000)
  const next = { secretHash: hashSecret(ids, secret), previousHash: shownHash, rotatedAt: now, expiresAt, role }
  const rotated = await store.change(sessions, session._id, { secretHash: shownHash, revokedAt: null }, { set: next })
  if (rotated !== undefined) return true
  const current = await store.get(sessions, session._id)
  if (current === undefined || current.revokedAt !== null) return false
  const isRepeat = current.previousHash === shownHash && now.getTime() - current.rotatedAt.getTime() < repeatMs
  if (!isRepeat) await store.change(sessions, session._id, {}, { set: { revokedAt: now } })
  return isRepeat
}

/** Ends the caller's session: it cannot be renewed; the token itself runs out within 15 minutes. Ending twice is fine. */
export async function closeSession(context: Context): Promise<Result<Record<string, never>>> {
  const { sessionId } = context.actor
  const revoked = { set: { revokedAt: context.clock.now() } }
  if (sessionId !== undefined) await context.store.change(sessions, sessionId, { revokedAt: null }, revoked)
  return ok({})
}

function refuseEnded(): Result<never> {
  return refuse(AUTH.expired, 'This session has ended; sign in again.')
}
