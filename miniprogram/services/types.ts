import type * as z from 'zod'
import type { categorySchema, itemCardSchema, itemViewSchema } from '../../src/catalog/contract'
import type { profileSchema, savedAddressSchema } from '../../src/crm/contract'
import type { personViewSchema, sessionSchema } from '../../src/identity/contract'
import type { orderRowSchema, orderStateSchema, orderViewSchema, timelineEntrySchema } from '../../src/order/contract'
import type { priceReasonSchema } from '../../src/pricing/contract'
import type { quotedLineSchema, quotedSchema } from '../../src/quote/contract'
import type { carrierSchema, trackingSchema, trackingStateSchema } from '../../src/shipment/contract'

export type { DeliveryAddress } from '../../src/shared/address'
export type { Role, StaffRole } from '../../src/shared/role'

export type Category = z.infer<typeof categorySchema>
export type ItemCard = z.infer<typeof itemCardSchema>
export type ItemView = z.infer<typeof itemViewSchema>
export type Profile = z.infer<typeof profileSchema>
export type SavedAddress = z.infer<typeof savedAddressSchema>
export type Person = z.infer<typeof personViewSchema>
export type Session = z.infer<typeof sessionSchema>
export type OrderRow = z.infer<typeof orderRowSchema>
export type OrderView = z.infer<typeof orderViewSchema>
export type OrderState = z.infer<typeof orderStateSchema>
export type TimelineEntry = z.infer<typeof timelineEntrySchema>
export type PriceReason = z.infer<typeof priceReasonSchema>
export type QuotedLine = z.infer<typeof quotedLineSchema>
export type Quoted = z.infer<typeof quotedSchema>
export type Carrier = z.infer<typeof carrierSchema>
export type Tracking = z.infer<typeof trackingSchema>
export type TrackingState = z.infer<typeof trackingStateSchema>

/** One page of a list, as every list of the shop answers. */
export interface Page<T> {
  readonly rows: T[]
  readonly next: string | null
}

/** An item and how many of it. */
export interface AskedLine {
  readonly itemId: string
  readonly quantity: number
}
