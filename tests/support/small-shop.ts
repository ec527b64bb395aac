import type * as z from 'zod'
import { profileSchema } from '../../src/crm/contract'
import { orderViewSchema } from '../../src/order/contract'
import type { Doors, Reply } from './doors'

export type OrderView = z.output<typeof orderViewSchema>

export const ADDRESS = {
  name: '王芳',
  phone: '13800000001',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  detail: '测试路 1 号',
}

const LEVELS = [
  { levelId: 'new', name: '新客户', discountBasisPoints: 0, isDefault: true },
  { levelId: 'old', name: '老客户', discountBasisPoints: 500 },
  { levelId: 'premium', name: '优等客户', discountBasisPoints: 1000 },
]

/** Where pieces lie: warehouse and batch, such as `W1/B1`, and how many. */
export type Bins = Readonly<Record<string, number>>

/**
 * The shop of the acceptance lines, filled through its doors: levels new 0 %, old 5 %, premium 10 %; warehouses W1 and W2;
 * each item at list price 100.00 with its pieces where `stock` says.
 */
export async function fillShop(doors: Doors, stock: Readonly<Record<string, Bins>>): Promise<void> {
  const owner = 'owner:1'
  await doors.signIn(owner)
  const category = { categoryId: 'screws', name: '螺丝', nameEn: 'Screws', sort: 1 }
  await Promise.all([
    ...LEVELS.map((level) => doors.get(owner, 'level.save', level)),
    ...['W1', 'W2'].map((id, sort) => doors.get(owner, 'warehouse.save', warehouseOf(id, sort))),
    doors.get(owner, 'catalog.saveCategory', category),
  ])
  await Promise.all(Object.keys(stock).map((itemId) => saveItem(doors, itemId, {})))
  for (const [itemId, bins] of Object.entries(stock)) {
    for (const [place, quantity] of Object.entries(bins)) await receive(doors, itemId, place, quantity)
  }
}

function warehouseOf(warehouseId: string, sort: number) {
  const place = { province: '上海市', city: '上海市', district: '嘉定区', detail: '仓库路 1 号' }
  return { warehouseId, name: `${warehouseId} 仓`, ...place, contactName: '李强', contactPhone: '021-00000000', sort }
}

/** Adds the item or replaces it, as the owner does. */
export async function saveItem(doors: Doors, itemId: string, more: Record<string, unknown>): Promise<void> {
  const words = { code: `CODE-${itemId}`, name: `螺丝 ${itemId}`, unit: '盒', categoryId: 'screws' }
  await doors.get('owner:1', 'catalog.saveItem', { itemId, ...words, listUnitFen: 10_000, ...more })
}

let receipts = 0

/** Goods in, once; `place` is `W1/B1`. */
export async function receive(doors: Doors, itemId: string, place: string, quantity: number): Promise<void> {
  const [warehouseId = '', batch = ''] = place.split('/')
  receipts += 1
  const requestId = `receipt-${process.pid}-${receipts}`
  await doors.get('owner:1', 'stock.receive', { requestId, warehouseId, itemId, batch, quantity })
}

/** Gives a customer their level, as the manager does; returns the customer's id. */
export async function setLevel(doors: Doors, as: string, levelId: string): Promise<string> {
  const { customerId } = await doors.read(profileSchema, as, 'profile.get', {})
  await doors.get('manager:1', 'customer.setLevel', { customerId, levelId })
  return customerId
}

/** What an order asks for: pieces by item. */
export type Wanted = Readonly<Record<string, number>>

export function linesOf(wanted: Wanted): { itemId: string; quantity: number }[] {
  return Object.entries(wanted).map(([itemId, quantity]) => ({ itemId, quantity }))
}

/** The customer confirms an order; the answer, whatever it is. */
export function askForOrder(doors: Doors, as: string, requestId: string, wanted: Wanted): Promise<Reply> {
  return doors.ask(as, 'order.place', { requestId, lines: linesOf(wanted), address: ADDRESS })
}

/** The customer confirms an order that must stand. */
export function placeOrder(doors: Doors, as: string, requestId: string, wanted: Wanted): Promise<OrderView> {
  return doors.read(orderViewSchema, as, 'order.place', { requestId, lines: linesOf(wanted), address: ADDRESS })
}
