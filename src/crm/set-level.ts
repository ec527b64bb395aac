import type { Context } from '../ports/context'
import { levels } from '../pricing'
import { ok, refuse, type Result } from '../shared/result'
import { customers } from './customer'
import { type CustomerRow, viewCustomer } from './customer-view'
import { CRM } from './errors'
import { refuseUnknown } from './list-customers'

/** Puts a customer on a level; the customer's next price look-up already uses it (#51). */
export async function setLevel(
  context: Context,
  { customerId, levelId }: { customerId: string; levelId: string },
): Promise<Result<CustomerRow>> {
  const level = await context.store.get(levels, levelId)
  if (level === undefined) return refuse(CRM.noLevel, 'There is no such level.')
  const customer = await context.store.change(customers, customerId, {}, { set: { levelId } })
  return customer === undefined ? refuseUnknown() : ok(viewCustomer(context.actor, { ...customer, levels: [level] }))
}
