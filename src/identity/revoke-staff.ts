import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { staffMemberSchema } from './contract'
import { IDENTITY } from './errors'
import { viewMember } from './list-staff'
import { people } from './person'

/**
 * Takes all staff roles from a person; the very next call finds the door closed. Revoking twice changes nothing. Nobody
 * revokes themselves, so the shop keeps an owner.
 */
export async function revokeStaff(
  context: Context,
  { personId }: { personId: string },
): Promise<Result<z.output<typeof staffMemberSchema>>> {
  if (personId === context.actor.personId) return refuse(IDENTITY.ownAccount, 'Ask another owner to revoke you.')
  const revoked = { set: { revokedAt: context.clock.now() } }
  const changed = await context.store.change(people, personId, { isStaff: true, revokedAt: null }, revoked)
  const person = changed ?? (await context.store.get(people, personId))
  return person?.isStaff === true
    ? ok(viewMember(person))
    : refuse(IDENTITY.noMember, 'Nobody of the staff has this id.')
}
