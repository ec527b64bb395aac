import type * as z from 'zod'
import type { Context } from '../ports/context'
import type { Filter } from '../ports/store'
import { ok, refuse, type Result } from '../shared/result'
import type { lookupInput, trackingSchema } from './contract'
import { SHIPMENT } from './errors'
import { type Parcel, parcels } from './parcel'
import { viewTracking, viewTrackingForGuests } from './tracking-view'

type Tracking = z.output<typeof trackingSchema>

/** The way of the parcel of one's own order; another customer's order looks as if it had none. One trip. */
export async function getTracking(context: Context, { orderId }: { orderId: string }): Promise<Result<Tracking>> {
  const { customerId } = context.actor
  // Never let an absent id widen the search.
  if (customerId === undefined) return noParcel(orderId)
  const parcel = await findParcel(context, { orderId, customerId })
  return parcel === undefined ? noParcel(orderId) : ok(viewTracking(parcel))
}

/** The same for staff, of any order. */
export async function getTrackingForStaff(
  context: Context,
  { orderId }: { orderId: string },
): Promise<Result<Tracking>> {
  const parcel = await findParcel(context, { orderId })
  return parcel === undefined ? noParcel(orderId) : ok(viewTracking(parcel))
}

/**
 * Without sign-in, by order number and the last four digits of the receiver's phone (#106). Says nothing personal, and
 * answers a wrong number and wrong digits alike; the door slows guesses down.
 */
export async function lookUpTracking(
  context: Context,
  { orderNumber, phoneLastFour }: z.output<typeof lookupInput>,
): Promise<Result<Tracking>> {
  const parcel = await findParcel(context, { orderNumber })
  return parcel?.receiver.phone.endsWith(phoneLastFour) === true
    ? ok(viewTrackingForGuests(parcel))
    : refuse(SHIPMENT.notFound, 'There is no parcel with this order number and these digits.')
}

async function findParcel(context: Context, where: Filter): Promise<Parcel | undefined> {
  const [parcel] = await context.store.list(parcels, { where, limit: 1 })
  return parcel
}

function noParcel(orderId: string): Result<never> {
  return refuse(SHIPMENT.noParcel, 'No parcel of this order is on its way.', { orderId })
}
