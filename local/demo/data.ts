import * as z from 'zod'
import categories from './categories.json'
import customers from './customers.json'
import history from './history.json'
import items from './items.json'
import levels from './levels.json'
import people from './people.json'
import warehouses from './warehouses.json'

/** The demo shop as it lies in the JSON files beside this one; a slip of the pen is found here, not in the doors. */

const percent = z.int().min(0).max(100)
const wholeFen = z.int().positive()
const quantity = z.int().positive()
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const categorySchema = z.strictObject({ id: z.string(), name: z.string(), nameEn: z.string(), sort: z.int() })

const itemSchema = z.strictObject({
  id: z.string().regex(/^itm_[a-z0-9-]+$/),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  categoryId: z.string(),
  unit: z.string(),
  spec: z.string(),
  listPriceFen: wholeFen,
  costFen: wholeFen,
  barcode: z.string().regex(/^69\d{11}$/),
  pictureFile: z.string().regex(/^[a-z0-9-]+\.png$/),
  description: z.string(),
  volumeLadder: z.array(z.strictObject({ minQuantity: quantity, discountPercent: percent })).default([]),
  safetyStock: z.int().min(0),
  /** Pieces put into each warehouse before the month of history begins. */
  stock: z.record(z.string(), quantity),
})

const levelSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  discountPercent: percent,
})

const warehouseSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  address: z.string(),
  lat: z.number(),
  lng: z.number(),
  contact: z.string(),
  phone: z.string(),
})

const customerSchema = z.strictObject({
  id: z.string().regex(/^customer:\d+$/),
  name: z.string(),
  company: z.string().default(''),
  phone: z.string(),
  level: z.string(),
  /** The sales person this customer belongs to; without one the customer is free to be claimed. */
  ownedBy: z.string().optional(),
  address: z.strictObject({
    name: z.string(),
    phone: z.string(),
    province: z.string(),
    city: z.string(),
    district: z.string(),
    detail: z.string(),
  }),
})

const roles = ['customer', 'sales', 'manager', 'warehouse', 'finance', 'service', 'owner'] as const

const personSchema = z.strictObject({
  openid: z.string().startsWith('demo-openid-'),
  unionid: z.string().optional(),
  name: z.string(),
  role: z.enum(roles),
})

const pastOrderSchema = z.strictObject({
  id: z.string(),
  daysAgo: z.int().min(1).max(30),
  /** When it was placed, in Shanghai. */
  time: clockTime,
  customer: z.string(),
  lines: z.array(z.strictObject({ itemId: z.string(), quantity })).min(1),
  /** How far it has gone by now. `signed` is the carrier's doing: it comes with the clock. */
  reached: z.enum(['placed', 'approved', 'shipped', 'signed', 'cancelled']),
  carrier: z.enum(['SF', 'YTO']).optional(),
  shipAfterDays: z.int().min(1).default(1),
  note: z.string().default(''),
})

export type DemoCustomer = z.infer<typeof customerSchema>
export type DemoItem = z.infer<typeof itemSchema>
export type PastOrder = z.infer<typeof pastOrderSchema>

export const demo = {
  categories: z.array(categorySchema).parse(categories),
  items: z.array(itemSchema).parse(items),
  levels: z.array(levelSchema).parse(levels),
  warehouses: z.array(warehouseSchema).parse(warehouses),
  customers: z.array(customerSchema).parse(customers),
  people: z.record(z.string(), personSchema).parse(people),
  history: z.array(pastOrderSchema).parse(history),
}
