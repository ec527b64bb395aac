import type { Context } from '../ports/context'
import { levels } from '../pricing'
import { refuse, type Result } from '../shared/result'
import type { CustomerRow } from './customer-view'
import { CRM } from './errors'
import { getCustomer } from './list-customers'
import { registerCustomer } from './register-customer'

interface CreateCustomer {
  readonly requestId: string
  readonly name: string
  readonly company: string
  readonly phone: string
  readonly levelId?: string | undefined
}

/** Adds a customer whom staff know and WeChat does not yet; once per request id. */
export async function createCustomer(context: Context, input: CreateCustomer): Promise<Result<CustomerRow>> {
  const { requestId, name, company, phone, levelId } = input
  if (levelId !== undefined && (await context.store.get(levels, levelId)) === undefined)
    return refuse(CRM.noLevel, 'There is no such level.')
  const customerId = context.ids.derive('customer by staff', context.actor.personId ?? '', requestId)
  const chosen = levelId === undefined ? {} : { levelId }
  await registerCustomer(context, { customerId, personId: null, source: 'staff', name, company, phone, ...chosen })
  return getCustomer(context, { customerId })
}
