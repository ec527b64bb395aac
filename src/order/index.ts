export { markPrepared, markShipped, markSigned, type ShippedParcel } from './follow-parcel'
export { type Order, type OrderLine, orderLineSchema, orders } from './order'
export { sweepOrders } from './sweep-orders'
