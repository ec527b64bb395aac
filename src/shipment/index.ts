export { followPath, type PathNews } from './follow-path'
export { recordTrackingEvents } from './record-tracking'
export { sweepShipments } from './sweep-shipments'
export type { CarrierEvent } from './tracking-events'
