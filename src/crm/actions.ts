import { claimCustomer } from './claim-customer'
import { createCustomer } from './create-customer'
import { getCustomer, listCustomers } from './list-customers'
import { getProfile, saveProfile } from './profile'
import { removeAddress, saveAddress } from './save-address'
import { setLevel } from './set-level'

export const customerActions = { profile: { get: getProfile, save: saveProfile, saveAddress, removeAddress } }

export const staffActions = {
  customer: { list: listCustomers, get: getCustomer, create: createCustomer, setLevel, claim: claimCustomer },
}
