import * as z from 'zod'
import { lineSchema, mobileSchema } from './text'

/** Where a parcel goes in China: four levels and the person at the door. */
export const deliveryAddressSchema = z.strictObject({
  name: lineSchema(20),
  phone: mobileSchema,
  province: lineSchema(20),
  city: lineSchema(20),
  district: lineSchema(20),
  detail: lineSchema(100),
})

export type DeliveryAddress = z.infer<typeof deliveryAddressSchema>
