import type { Context } from '../ports/context'
import type { Role } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH } from './errors'
import { people } from './person'
import { type PersonView, viewPerson } from './session-view'

/** Who the caller is and what they may act as. */
export async function getMe(context: Context): Promise<Result<{ role: Role; person: PersonView }>> {
  const { role, personId = '' } = context.actor
  const person = await context.store.get(people, personId)
  if (person === undefined || role === 'guest' || role === 'system')
    return refuse(AUTH.needed, 'The person is no longer there.')
  return ok({ role, person: await viewPerson(context, person) })
}
