import type * as z from 'zod'
import type { customerRowSchema } from '@src/crm/contract'
import type { staffMemberSchema } from '@src/identity/contract'
import type { staffOrderRowSchema, staffOrderViewSchema } from '@src/order/contract'
import type { levelSchema } from '@src/pricing/contract'
import type { staffQuotedSchema } from '@src/quote/contract'
import type { deliveryNoteSchema } from '@src/shipment/contract'
import type { onHandSchema, stockFaultSchema, warehouseSchema } from '@src/stock/contract'

export type StaffOrderRow = z.infer<typeof staffOrderRowSchema>
export type StaffOrder = z.infer<typeof staffOrderViewSchema>
export type OrderLine = StaffOrder['lines'][number]
export type Move = StaffOrder['moves'][number]
export type DeliveryNote = z.infer<typeof deliveryNoteSchema>
export type PickLine = DeliveryNote['lines'][number]
export type CustomerRow = z.infer<typeof customerRowSchema>
export type Level = z.infer<typeof levelSchema>
export type OnHand = z.infer<typeof onHandSchema>
export type Warehouse = z.infer<typeof warehouseSchema>
export type StockFault = z.infer<typeof stockFaultSchema>
export type StaffQuoted = z.infer<typeof staffQuotedSchema>
export type StaffQuotedLine = StaffQuoted['lines'][number]
export type StaffMember = z.infer<typeof staffMemberSchema>
