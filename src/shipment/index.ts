export { askForPath, followPath, type PathNews } from './follow-path'
export { recordTrackingEvents } from './record-tracking'
export { sweepShipments } from './sweep-shipments'
