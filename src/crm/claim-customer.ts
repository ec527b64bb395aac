import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { customers } from './customer'
import { type CustomerRow, viewCustomer } from './customer-view'
import { CRM } from './errors'
import { refuseUnknown } from './list-customers'
import { loadCustomer } from './load-customer'

/**
 * Takes a customer whom nobody looks after (#167). One conditional write decides: of any number at once one gets the
 * customer, the others are told who has. Claiming one's own customer again changes nothing.
 */
export async function claimCustomer(context: Context, input: { customerId: string }): Promise<Result<CustomerRow>> {
  const { personId, name = '' } = context.actor
  if (personId === undefined) throw new Error('a staff action was reached without a person')
  const owner = { ownerId: personId, ownerName: name }
  await context.store.change(customers, input.customerId, { ownerId: null }, { set: owner })
  const customer = await loadCustomer(context, input.customerId)
  if (customer === undefined) return refuseUnknown()
  if (customer.ownerId === personId) return ok(viewCustomer(context.actor, customer))
  return refuse(CRM.owned, 'Somebody else looks after this customer.', { ownerName: customer.ownerName })
}
