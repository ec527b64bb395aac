import type * as z from 'zod'
import { type Customer, customers } from '../crm'
import type { Context } from '../ports/context'
import type { SessionClaims } from '../ports/tokens'
import type { Role } from '../shared/role'
import type { personViewSchema, sessionSchema } from './contract'
import { isDemoOpenid } from './due-roles'
import { openidPrint, type Person, rolesOf } from './person'
import { SESSION_MINUTES } from './session'

export type PersonView = z.output<typeof personViewSchema>
export type SessionView = z.output<typeof sessionSchema>

/** Staff go by the name of their invitation, customers by the one in the CRM. */
export function viewPerson(person: Person, customer: Customer | undefined): PersonView {
  return {
    id: person._id,
    name: person.name === '' ? (customer?.name ?? '') : person.name,
    roles: rolesOf(person),
    customerId: person.customerId,
  }
}

export interface IssueSession {
  readonly person: Person
  readonly role: Role
  readonly sessionId: string
  readonly refresh: string | null
  /** True when WeChat itself vouched: then the token is bound to that account. */
  readonly isFromWechat: boolean
}

/** Signs a session token for 15 minutes. */
export async function issueSession(context: Context, input: IssueSession): Promise<SessionView> {
  const { person, role, refresh } = input
  const expiresAt = new Date(context.clock.now().getTime() + SESSION_MINUTES * 60_000)
  const [session, customer] = await Promise.all([
    context.tokens.sign(claimsOf(context, input), expiresAt),
    person.name === '' ? context.store.get(customers, person.customerId) : undefined,
  ])
  return { session, refresh, expiresAt: expiresAt.toISOString(), role, person: viewPerson(person, customer) }
}

function claimsOf(context: Context, { person, role, sessionId, isFromWechat }: IssueSession): SessionClaims {
  return {
    sessionId,
    personId: person._id,
    customerId: person.customerId,
    role,
    ...(isFromWechat ? { openidPrint: openidPrint(context.ids, person.openid) } : {}),
    ...(isDemoOpenid(context.settings, person.openid) ? { demo: true } : {}),
  }
}
