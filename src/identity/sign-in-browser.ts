import type { Context } from '../ports/context'
import type { Role } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH, IDENTITY } from './errors'
import { refuseRole } from './open-session'
import { people, rolesOf } from './person'
import { drawRefresh, hashSecret, REFRESH_DAYS, sessions, writeRefresh } from './session'
import { issueSession, type SessionView } from './session-view'
import { type SignIn, signIns, TICKET_MINUTES } from './sign-in'

interface Started {
  ticket: string
  secret: string
  qrText: string
  expiresAt: string
}

/** A browser asks: it shows the ticket as a code and keeps the secret, without which nobody collects the session. */
export async function startSignIn(context: Context, input: { role: Role; device: string }): Promise<Result<Started>> {
  const { ids, clock, store } = context
  const ticket = ids.random(20)
  const secret = ids.random(20)
  const requestedAt = clock.now()
  const expiresAt = new Date(requestedAt.getTime() + TICKET_MINUTES * 60_000)
  await store.insert(signIns, {
    _id: ids.derive('sign-in', ticket),
    secretHash: hashSecret(ids, secret),
    role: input.role,
    device: input.device,
    state: 'waiting',
    personId: null,
    requestedAt,
    expiresAt,
  })
  return ok({ ticket, secret, qrText: `laidan:sign-in:${ticket}`, expiresAt: expiresAt.toISOString() })
}

/** The phone shows what it is about to confirm. */
export async function lookAtSignIn(
  context: Context,
  input: { ticket: string },
): Promise<Result<{ device: string; role: Role; requestedAt: string }>> {
  const signIn = await context.store.get(signIns, context.ids.derive('sign-in', input.ticket))
  if (signIn === undefined || isOver(context, signIn)) return refuseTicket()
  const { device, role, requestedAt } = signIn
  return ok({ device, role, requestedAt: requestedAt.toISOString() })
}

/**
 * The person confirms on the phone, once; for a staff role only who holds it. Not from a browser that was itself signed
 * in by a code: else one session at a desk could make others, in other roles.
 */
export async function confirmSignIn(
  context: Context,
  input: { ticket: string },
): Promise<Result<Record<string, never>>> {
  const { ids, store, actor, clock } = context
  const { personId = '', sessionId = '' } = actor
  const signInId = ids.derive('sign-in', input.ticket)
  const [signIn, person, browserSession] = await Promise.all([
    store.get(signIns, signInId),
    store.get(people, personId),
    store.get(sessions, sessionId),
  ])
  if (browserSession !== undefined) return refuse(IDENTITY.onlyInWechat, 'Confirm in WeChat on the phone.')
  if (signIn === undefined || isOver(context, signIn)) return refuseTicket()
  if (person === undefined || !rolesOf(person).includes(signIn.role)) return refuseRole()
  const isWaiting = { state: 'waiting', expiresAt: { $gt: clock.now() } }
  const confirmed = await store.change(signIns, signInId, isWaiting, { set: { state: 'confirmed', personId } })
  if (confirmed !== undefined) return ok({})
  const current = await store.get(signIns, signInId)
  return current?.personId === personId ? ok({}) : refuse(IDENTITY.ticketUsed, 'This code was confirmed already.')
}

interface Polled {
  state: 'waiting' | 'confirmed' | 'expired'
  session: SessionView | null
}

/** The browser asks whether it is confirmed. The session is handed out exactly once, to whoever has the secret. */
export async function pollSignIn(context: Context, input: { ticket: string; secret: string }): Promise<Result<Polled>> {
  const { ids, store, clock } = context
  const signInId = ids.derive('sign-in', input.ticket)
  const signIn = await store.get(signIns, signInId)
  if (signIn === undefined || signIn.secretHash !== hashSecret(ids, input.secret)) return refuseTicket()
  if (signIn.expiresAt <= clock.now() || signIn.state === 'collected') return ok({ state: 'expired', session: null })
  if (signIn.state === 'waiting') return ok({ state: 'waiting', session: null })
  const collected = await store.change(signIns, signInId, { state: 'confirmed' }, { set: { state: 'collected' } })
  return collected === undefined ? ok({ state: 'expired', session: null }) : openBrowserSession(context, collected)
}

async function openBrowserSession(context: Context, { personId, role }: SignIn): Promise<Result<Polled>> {
  const { ids, store, clock } = context
  const person = personId === null ? undefined : await store.get(people, personId)
  if (person === undefined) return refuse(AUTH.needed, 'The person is no longer there.')
  if (!rolesOf(person).includes(role)) return refuseRole()
  const token = drawRefresh(ids)
  const now = clock.now()
  await store.insert(sessions, {
    _id: token.sessionId,
    personId: person._id,
    role,
    familyHash: hashSecret(ids, token.family),
    secretHash: hashSecret(ids, token.secret),
    previousHash: null,
    salt: ids.random(16),
    rotatedAt: now,
    expiresAt: new Date(now.getTime() + REFRESH_DAYS * 86_400_000),
    revokedAt: null,
    createdAt: now,
    ...(person.demo === true ? { demo: true } : {}),
  })
  const refresh = writeRefresh(token)
  const sessionId = token.sessionId
  return ok({
    state: 'confirmed',
    session: await issueSession(context, { person, role, sessionId, refresh, isFromWechat: false }),
  })
}

function isOver(context: Context, signIn: SignIn): boolean {
  return signIn.state === 'collected' || signIn.expiresAt <= context.clock.now()
}

/** One answer for unknown, over, and not yours: a guess learns nothing. */
function refuseTicket(): Result<never> {
  return refuse(IDENTITY.noTicket, 'This code is not known or no longer good; ask for a new one.')
}
