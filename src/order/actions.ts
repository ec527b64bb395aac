import { draftOrder } from './draft-order'
import { getOrder, getOwnOrder, listOrders, listOwnOrders } from './list-orders'
import { placeOrder } from './place-order'
import { proveStock } from './prove-stock'
import { approveOrder, cancelOrder, refuseOrder } from './review-order'

export const customerActions = {
  order: { draft: draftOrder, place: placeOrder, list: listOwnOrders, get: getOwnOrder, cancel: cancelOrder },
}

export const staffActions = {
  order: { list: listOrders, get: getOrder, approve: approveOrder, refuse: refuseOrder },
}

/** `stock.proof`: it stands here because it needs orders as well as stock. */
export const stockProof = { proof: proveStock }
