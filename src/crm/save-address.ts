import type { Context } from '../ports/context'
import type { DeliveryAddress } from '../shared/address'
import { ok, refuse, type Result } from '../shared/result'
import { withAddress, withoutAddress } from './addresses'
import { customers, MAX_ADDRESSES, type SavedAddress } from './customer'
import { type Profile, viewProfile } from './customer-view'
import { CRM } from './errors'
import { loadCustomer } from './load-customer'
import { ownCustomerId, refuseGone } from './profile'

interface SaveAddress {
  readonly id?: string | undefined
  readonly isDefault: boolean
  readonly address: DeliveryAddress
}

/** Keeps an address. Without an id the address itself makes one, so saving the same twice leaves one entry. */
export async function saveAddress(context: Context, input: SaveAddress): Promise<Result<Profile>> {
  const { address } = input
  const parts = [address.name, address.phone, address.province, address.city, address.district, address.detail]
  const id = input.id ?? context.ids.derive('address', ...parts)
  return changeAddresses(context, (addresses) => withAddress(addresses, id, address, input.isDefault))
}

/** Forgets an address; one that is not there is forgotten already. */
export async function removeAddress(context: Context, input: { id: string }): Promise<Result<Profile>> {
  return changeAddresses(context, (addresses) => withoutAddress(addresses, input.id))
}

const maxTries = 5

/** Reads, changes and writes on the condition that nobody else changed the list meanwhile; then once more. */
async function changeAddresses(
  context: Context,
  change: (addresses: readonly SavedAddress[]) => SavedAddress[],
): Promise<Result<Profile>> {
  for (let tries = 0; tries < maxTries; tries += 1) {
    const customer = await loadCustomer(context, ownCustomerId(context))
    if (customer === undefined) return refuseGone()
    const addresses = change(customer.addresses)
    if (addresses.length > MAX_ADDRESSES)
      return refuse(CRM.tooManyAddresses, 'There is room for no more addresses.', { max: MAX_ADDRESSES })
    const { _id, addressRevision } = customer
    const fields = { set: { addresses }, inc: { addressRevision: 1 } }
    const saved = await context.store.change(customers, _id, { addressRevision }, fields)
    if (saved !== undefined) return ok(viewProfile({ ...customer, addresses }))
  }
  throw new Error('the addresses of one customer were changed by others five times in a row')
}
