import { customers } from '../crm'
import type { Context } from '../ports/context'
import type { Role } from '../shared/role'
import { ok, refuse, type Result } from '../shared/result'
import { AUTH } from './errors'
import { people } from './person'
import { type PersonView, viewPerson } from './session-view'

/** Who the caller is and what they may act as. One trip. */
export async function getMe(context: Context): Promise<Result<{ role: Role; person: PersonView }>> {
  const { role, personId = '', customerId = '' } = context.actor
  const [person, customer] = await Promise.all([
    context.store.get(people, personId),
    context.store.get(customers, customerId),
  ])
  if (person === undefined || role === 'guest' || role === 'system')
    return refuse(AUTH.needed, 'The person is no longer there.')
  return ok({ role, person: viewPerson(person, customer) })
}
