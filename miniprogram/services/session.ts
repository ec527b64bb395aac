import Taro from '@tarojs/taro'
import { signInAsDemo } from './dev'
import { isNetwork, refused, toRefused } from './refused'
import { forget, keep, readKept } from './storage'
import { createStore } from './store'
import { isCloudCall, send, type Door } from './transport'
import type { Role, Session } from './types'

/** A session as kept on this device; `as` = opened by the demo's sign-in for that person. */
export type KeptSession = Session & { readonly as?: string }

const KEY = 'session'
const SIGNED_OUT = 'signed-out'
const isWeapp = process.env.TARO_ENV === 'weapp'

/** Who this device acts as; undefined = a guest. */
export const sessionStore = createStore<KeptSession | undefined>(readKept<KeptSession>(KEY))

/** Keeps a new session; the screens that watch the store draw again. */
export function keepSession(session: KeptSession): void {
  keep(KEY, session)
  forget(SIGNED_OUT)
  sessionStore.write(session)
}

/** Becomes a guest on this device only. */
export function dropSession(): void {
  forget(KEY)
  sessionStore.write(undefined)
}

/** The door that a role goes through. */
export function doorOf(role: Role): Door {
  return role === 'customer' ? 'customer' : 'staff'
}

/** Opens a session with WeChat's own identity, in the given role or the customer's. Mini-program only. */
export async function openInWechat(role?: Role): Promise<void> {
  const code = isCloudCall ? {} : { code: (await Taro.login()).code }
  const input = { ...code, ...(role === undefined ? {} : { role }) }
  keepSession(await askForSession(doorOf(role ?? 'customer'), 'session.open', input))
}

async function askForSession(door: Door, path: string, input: unknown): Promise<Session> {
  const answer = await send(door, { path, input, session: undefined })
  if (answer.ok) return answer.output as Session
  throw refused(answer.error)
}

/** Whether a guest may be signed in without being asked: in WeChat, unless the person signed out. */
export function canOpenSilently(): boolean {
  return isWeapp && readKept<boolean>(SIGNED_OUT) !== true
}

let renewing: Promise<boolean> | undefined

/**
 * Gets a fresh session for whoever was signed in; true = there is one now. Calls at the same moment share one renewal, because a
 * refresh secret works once. A person who can no longer be signed in becomes a guest; a lost line throws and changes nothing.
 */
export function renewSession(stale: string | undefined): Promise<boolean> {
  renewing ??= withRenewalLock(() => renewOnce(stale)).finally(() => {
    renewing = undefined
  })
  return renewing
}

/** Two tabs of one browser share the kept session, so they take turns as well. */
async function withRenewalLock<T>(run: () => Promise<T>): Promise<T> {
  if (process.env.TARO_ENV === 'h5' && navigator.locks) {
    return (await navigator.locks.request('laidan-session', run)) as T
  }
  return run()
}

async function renewOnce(stale: string | undefined): Promise<boolean> {
  const kept = readKept<KeptSession>(KEY)
  if (kept && kept.session !== stale) {
    sessionStore.write(kept)
    return true
  }
  if (!kept && !canOpenSilently()) return false
  try {
    await renewAs(kept)
    return true
  } catch (error) {
    if (isNetwork(toRefused(error))) throw error
    dropSession()
    return false
  }
}

async function renewAs(kept: KeptSession | undefined): Promise<void> {
  if (isWeapp) return openInWechat(kept?.role)
  if (kept) return renewInBrowser(kept, kept.role)
}

async function renewInBrowser(kept: KeptSession, role: Role): Promise<void> {
  if (kept.refresh !== null) {
    keepSession(await askForSession(doorOf(role), 'session.refresh', { refresh: kept.refresh, role }))
  } else if (kept.as !== undefined) {
    keepSession({ ...(await signInAsDemo(kept.as, role)), as: kept.as })
  } else {
    throw refused({ code: 'AUTH.NEEDED', message: 'this session cannot be renewed' })
  }
}

/** Acts in another of the person's roles from now on; throws the shop's refusal and changes nothing when it is not theirs. */
export async function switchRole(role: Role): Promise<void> {
  const kept = sessionStore.read()
  if (isWeapp) return openInWechat(role)
  if (kept) return renewInBrowser(kept, role)
}

/** Signs out here and, as far as the line allows, at the shop. In WeChat the person stays a guest until they ask to sign in. */
export async function signOut(): Promise<void> {
  const kept = sessionStore.read()
  if (!kept) return
  dropSession()
  if (isWeapp) keep(SIGNED_OUT, true)
  await send(doorOf(kept.role), { path: 'session.close', input: {}, session: kept.session }).catch(() => undefined)
}
