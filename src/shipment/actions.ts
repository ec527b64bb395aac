import { getNote } from './get-note'
import { getTracking, getTrackingForStaff, lookUpTracking } from './get-tracking'
import { prepareNote } from './prepare-note'
import { sendNote } from './send-note'

export const customerActions = { tracking: { get: getTracking, lookup: lookUpTracking } }

export const staffActions = {
  shipment: { prepare: prepareNote, get: getNote, send: sendNote, tracking: getTrackingForStaff },
}
