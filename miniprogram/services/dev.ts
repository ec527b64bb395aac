import { refused } from './refused'
import { requestJson, shopUrl, type Envelope } from './transport'
import type { Role, Session } from './types'

/** A person of the demo shop, by the name that the demo sign-in takes (`customer:1`). */
export interface DemoPerson {
  readonly as: string
  readonly name: string
  readonly role: Role
  readonly openid: string
}

/** The demo people; empty unless the shop is a local one in dev mode. Browser only: WeChat signs in by itself. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  if (process.env.TARO_ENV !== 'h5') return []
  const answer = await requestJson({ url: `${shopUrl}/dev/people`, method: 'GET' }).catch(() => null)
  return Array.isArray(answer) ? (answer as DemoPerson[]) : []
}

/** Signs in as a demo person, in their own role or another of theirs; throws a refusal when the shop is not in dev mode. */
export async function signInAsDemo(as: string, role?: Role): Promise<Session> {
  return role === undefined ? readSession(await postDev('sign-in', { as })) : openAs(as, role)
}

async function openAs(as: string, role: Role): Promise<Session> {
  const person = (await listDemoPeople()).find((one) => one.as === as)
  if (!person) throw refused({ code: 'AUTH.NEEDED', message: 'nobody of the demo shop has this name' })
  const name = role === 'customer' ? 'customer' : 'staff'
  const data = { path: 'session.open', input: { role } }
  const answer = (await postDev('wechat/call', { openid: person.openid, name, data })) as { result: unknown }
  return readSession(answer.result)
}

function postDev(path: string, data: Record<string, unknown>): Promise<unknown> {
  const header = { 'content-type': 'application/json' }
  return requestJson({ url: `${shopUrl}/dev/${path}`, method: 'POST', data, header })
}

function readSession(answer: unknown): Session {
  const envelope = answer as Envelope | null
  if (envelope?.ok === true) return envelope.output as Session
  throw refused(envelope?.error ?? { code: 'AUTH.NEEDED', message: 'no demo sign-in here' })
}
