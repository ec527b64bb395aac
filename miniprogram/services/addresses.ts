import { createStore } from './store'
import type { DeliveryAddress, Profile, SavedAddress } from './types'

/** The address chosen for the order under way; undefined = the default one. */
export const chosenAddressStore = createStore<string | undefined>(undefined)

/** The address an order goes to: the chosen one while it exists, else the default, else the first. */
export function pickAddress(profile: Profile | undefined, chosenId: string | undefined): SavedAddress | undefined {
  const all = profile?.addresses ?? []
  return all.find((one) => one.id === chosenId) ?? all.find((one) => one.isDefault) ?? all[0]
}

/** The address alone, as an order takes it. */
export function toDelivery(saved: SavedAddress): DeliveryAddress {
  const { name, phone, province, city, district, detail } = saved
  return { name, phone, province, city, district, detail }
}
