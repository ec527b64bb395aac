import { createDoor } from '../../src/adapters/door'
import * as catalog from '../../src/catalog/actions'
import { staffContract } from '../../src/contract'
import * as crm from '../../src/crm/actions'
import * as identity from '../../src/identity/actions'
import * as order from '../../src/order/actions'
import * as pricing from '../../src/pricing/actions'
import * as quote from '../../src/quote/actions'
import * as shipment from '../../src/shipment/actions'
import * as shop from '../../src/shop/actions'
import * as stock from '../../src/stock/actions'

/** The workbench's door: the mini-program's staff pages and the browser. */
export const main = createDoor({
  name: 'staff',
  contract: staffContract,
  actions: {
    ...identity.staffActions,
    ...crm.staffActions,
    ...catalog.staffActions,
    ...pricing.staffActions,
    ...quote.staffActions,
    ...stock.staffActions,
    ...order.staffActions,
    ...shipment.staffActions,
    ...shop.staffActions,
    // The proof of the stock needs the orders, so it stands in their area.
    stock: { ...stock.staffActions.stock, ...order.stockProof },
  },
})
