import type { DeliveryAddress } from '../shared/address'
import type { SavedAddress } from './customer'

/**
 * The list with the address added or, under an id that it has already, replaced. The first one, or the one marked, is
 * the default; there is never more than one.
 */
export function withAddress(
  addresses: readonly SavedAddress[],
  id: string,
  address: DeliveryAddress,
  isDefault: boolean,
): SavedAddress[] {
  const known = addresses.find((one) => one.id === id)
  const saved = { ...address, id, isDefault: isDefault || known?.isDefault === true }
  const list = known === undefined ? [...addresses, saved] : addresses.map((one) => (one.id === id ? saved : one))
  return withOneDefault(list, saved.isDefault ? id : undefined)
}

/** The list without that address; when it was the default, the first of the others becomes it. */
export function withoutAddress(addresses: readonly SavedAddress[], id: string): SavedAddress[] {
  return withOneDefault(
    addresses.filter((one) => one.id !== id),
    undefined,
  )
}

function withOneDefault(addresses: readonly SavedAddress[], chosenId: string | undefined): SavedAddress[] {
  const defaultId = chosenId ?? (addresses.find((one) => one.isDefault) ?? addresses[0])?.id
  return addresses.map((one) => ({ ...one, isDefault: one.id === defaultId }))
}
