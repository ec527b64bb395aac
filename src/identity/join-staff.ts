import type { Context } from '../ports/context'
import type { StaffRole } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH, IDENTITY } from './errors'
import { type Invite, invites } from './invite'
import { activeStaffRoles, type Person, people } from './person'

/**
 * Takes up an invitation: first it is marked with the person, then the person gets the roles. A crash in between is
 * mended by the same person's repeat. An invitation counts once, so it does not bring back who was revoked since.
 */
export async function joinStaff(
  context: Context,
  input: { token: string },
): Promise<Result<{ roles: StaffRole[]; name: string }>> {
  const { store, ids, actor } = context
  const { personId = '' } = actor
  const inviteId = ids.derive('invite', input.token)
  const invite = await takeInvite(context, inviteId, personId)
  if (!invite.ok) return invite
  const person = await store.get(people, personId)
  if (person === undefined) return refuse(AUTH.needed, 'The person is no longer there.')
  const joined = person.inviteIds.includes(inviteId) ? person : await applyInvite(context, person, invite.value)
  const roles = [...activeStaffRoles(joined)]
  return roles.length === 0 ? refuseUsed() : ok({ roles, name: joined.name })
}

async function takeInvite(context: Context, inviteId: string, personId: string): Promise<Result<Invite>> {
  const { store, clock } = context
  const isOpen = { usedBy: null, expiresAt: { $gt: clock.now() } }
  const taken = await store.change(invites, inviteId, isOpen, { set: { usedBy: personId } })
  if (taken !== undefined) return ok(taken)
  const invite = await store.get(invites, inviteId)
  if (invite === undefined) return refuse(IDENTITY.noInvite, 'There is no such invitation.')
  if (invite.usedBy === personId) return ok(invite)
  return invite.usedBy === null ? refuse(IDENTITY.inviteExpired, 'This invitation is too old.') : refuseUsed()
}

async function applyInvite(context: Context, person: Person, invite: Invite): Promise<Person> {
  const staffRoles = [...new Set([...activeStaffRoles(person), ...invite.roles])]
  const joinedAt = activeStaffRoles(person).length > 0 ? person.joinedAt : context.clock.now()
  const set = { isStaff: true, staffRoles, name: invite.name, joinedAt, revokedAt: null }
  const isNew = { inviteIds: { $ne: invite._id } }
  const changed = await context.store.change(people, person._id, isNew, { set, push: { inviteIds: [invite._id] } })
  return changed ?? (await context.store.get(people, person._id)) ?? person
}

function refuseUsed(): Result<never> {
  return refuse(IDENTITY.inviteUsed, 'This invitation was used already.')
}
