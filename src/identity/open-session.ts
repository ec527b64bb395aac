import type { Context } from '../ports/context'
import type { WechatIdentity } from '../ports/wechat'
import type { Role } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { demoJobOf } from './due-roles'
import { enterPerson } from './enter-person'
import { AUTH } from './errors'
import { activeStaffRoles, type Person, people, personIdOf, rolesOf } from './person'
import { issueSession, type SessionView } from './session-view'

interface OpenSession {
  readonly role?: Role | undefined
  readonly code?: string | undefined
}

/** Signs in whoever WeChat vouches for, as a customer unless another role is asked for; a first visit makes the customer. */
export async function openCustomerSession(context: Context, input: OpenSession): Promise<Result<SessionView>> {
  const identity = await identify(context, input.code)
  if (!identity.ok) return identity
  return openAs(context, await enterPerson(context, identity.value), input.role ?? 'customer')
}

/** Signs in at the workbench: in the role asked for, or the first one held. A stranger leaves no trace. */
export async function openStaffSession(context: Context, input: OpenSession): Promise<Result<SessionView>> {
  const identity = await identify(context, input.code)
  if (!identity.ok) return identity
  const person = await enterStaff(context, identity.value)
  const role = input.role ?? (person === undefined ? undefined : activeStaffRoles(person)[0])
  return person === undefined || role === undefined ? refuseRole() : openAs(context, person, role)
}

/** WeChat's word by the invocation itself, or by a login code that is exchanged for it. */
async function identify(context: Context, code: string | undefined): Promise<Result<WechatIdentity>> {
  if (context.wechatIdentity !== undefined) return ok(context.wechatIdentity)
  if (code !== undefined) return context.wechat.openidOfCode(code)
  return refuse(AUTH.needed, 'Open the shop in WeChat, or sign in by scanning a code.')
}

async function enterStaff(context: Context, identity: WechatIdentity): Promise<Person | undefined> {
  const { ownerOpenid } = context.settings
  const isExpected = identity.openid === ownerOpenid || demoJobOf(context.settings, identity.openid) !== undefined
  if (isExpected) return enterPerson(context, identity)
  return context.store.get(people, personIdOf(context.ids, identity.openid))
}

async function openAs(context: Context, person: Person, role: Role): Promise<Result<SessionView>> {
  if (!rolesOf(person).includes(role)) return refuseRole()
  const sessionId = context.ids.random(16)
  return ok(await issueSession(context, { person, role, sessionId, refresh: null, isFromWechat: true }))
}

/** The refusal for a role that the person does not hold. */
export function refuseRole(): Result<never> {
  return refuse(AUTH.forbidden, 'You do not hold this role.')
}
