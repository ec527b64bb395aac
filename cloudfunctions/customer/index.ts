import { createDoor } from '../../src/adapters/door'
import * as catalog from '../../src/catalog/actions'
import { customerContract } from '../../src/contract'
import * as crm from '../../src/crm/actions'
import * as identity from '../../src/identity/actions'
import * as order from '../../src/order/actions'
import * as quote from '../../src/quote/actions'
import * as shipment from '../../src/shipment/actions'

/** The storefront's door: wx.cloud.callFunction, HTTP from h5, or another program's SDK. */
export const main = createDoor({
  name: 'customer',
  contract: customerContract,
  actions: {
    ...identity.customerActions,
    ...crm.customerActions,
    ...catalog.customerActions,
    ...quote.customerActions,
    ...order.customerActions,
    ...shipment.customerActions,
  },
})
