import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import { customers } from './customer'
import { type Profile, viewProfile } from './customer-view'
import { CRM } from './errors'
import { loadCustomer } from './load-customer'

/** The customer behind the call; the door lets nobody else in. */
export function ownCustomerId(context: Context): string {
  const { customerId } = context.actor
  if (customerId === undefined) throw new Error('a customer action was reached without a customer')
  return customerId
}

/** What the shop knows of the caller. One call. */
export async function getProfile(context: Context): Promise<Result<Profile>> {
  const customer = await loadCustomer(context, ownCustomerId(context))
  return customer === undefined ? refuseGone() : ok(viewProfile(customer))
}

interface SaveProfile {
  readonly name: string
  readonly company: string
  readonly phone: string
}

/** Replaces name, company and phone; the rest stays. */
export async function saveProfile(context: Context, input: SaveProfile): Promise<Result<Profile>> {
  const { name, company, phone } = input
  const saved = await context.store.change(customers, ownCustomerId(context), {}, { set: { name, company, phone } })
  return saved === undefined ? refuseGone() : getProfile(context)
}

/** The customer was wiped with the demo while the session lived on. */
export function refuseGone(): Result<never> {
  return refuse(CRM.noCustomer, 'There is no such customer.')
}
