import * as catalog from './catalog/contract'
import * as crm from './crm/contract'
import * as identity from './identity/contract'
import * as order from './order/contract'
import * as pricing from './pricing/contract'
import * as quote from './quote/contract'
import * as shipment from './shipment/contract'
import * as shop from './shop/contract'
import * as stock from './stock/contract'

/** Every action of the storefront's door, by path. */
export const customerContract = {
  ...identity.customer,
  ...crm.customer,
  ...catalog.customer,
  ...quote.customer,
  ...order.customer,
  ...shipment.customer,
}

/** Every action of the workbench's door, by path. */
export const staffContract = {
  ...identity.staff,
  ...crm.staff,
  ...catalog.staff,
  ...pricing.staff,
  ...quote.staff,
  ...stock.staff,
  ...order.staff,
  ...shipment.staff,
  ...shop.staff,
}
