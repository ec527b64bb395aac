import type { Actor, Context } from '../ports/context'
import { type Entitled, type StaffRole, staffRoleSchema } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH } from './errors'
import { activeStaffRoles, people } from './person'

const guest: Actor = { role: 'guest' }

/**
 * The one place that decides whether a caller may use an action. A customer's session is believed until it ends. A staff
 * role is looked up on every call (one read): revoked means out with the very next call. Who may not, but the action is
 * open to guests, goes on as a guest of any role.
 */
export async function admit(context: Context, roles: readonly Entitled[]): Promise<Result<Actor>> {
  const { actor } = context
  if (actor.role === 'system') return refuse(AUTH.forbidden, 'Not through a door.')
  if (actor.role === 'guest')
    return roles.includes('guest') ? ok(actor) : refuse(AUTH.needed, 'Sign in to use this action.')
  if (!roles.includes(actor.role) && !roles.includes('guest'))
    return refuse(AUTH.forbidden, 'Your role may not use this action.')
  return isStaffRole(actor.role) ? admitStaff(context, actor.role, roles) : ok(actor)
}

async function admitStaff(context: Context, role: StaffRole, roles: readonly Entitled[]): Promise<Result<Actor>> {
  const { personId } = context.actor
  const person = personId === undefined ? undefined : await context.store.get(people, personId)
  if (person !== undefined && activeStaffRoles(person).includes(role))
    return ok({ ...context.actor, name: person.name })
  return roles.includes('guest') ? ok(guest) : refuse(AUTH.forbidden, 'You no longer hold this role.')
}

function isStaffRole(role: Actor['role']): role is StaffRole {
  return staffRoleSchema.options.some((known) => known === role)
}
