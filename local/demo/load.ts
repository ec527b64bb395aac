import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { demo, type DemoCustomer, type DemoItem } from './data'
import type { DemoCloud } from './demo-cloud'
import { loadHistory } from './history'
import { inParallel } from './pace'

export type { DemoCloud } from './demo-cloud'

const dayMs = 24 * 60 * 60_000
/** The shop opens this long before today; its first order is 30 days old. */
const openedDaysAgo = 31
const owner = 'owner:1'

const invitationSchema = z.looseObject({ token: z.string() })
const pictureSchema = z.looseObject({ picture: z.string() })
const profileSchema = z.looseObject({ customerId: z.string() })

/**
 * Fills an empty shop through its doors: staff, prices, goods, stock, customers, a month of orders. The clock goes back
 * to the opening day and ends where it was, run on by the time that loading took. Throws at the first refusal;
 * a shop loaded in part is to be wiped, not loaded again.
 */
export async function loadDemo(cloud: DemoCloud, folder = path.resolve('local', 'demo', 'pictures')): Promise<void> {
  const now = cloud.now()
  const startedAt = performance.now()
  await cloud.setClock(new Date(now - openedDaysAgo * dayMs).toISOString())
  await cloud.bootstrapOwner()
  await loadStaff(cloud)
  await loadShop(cloud)
  await inParallel(demo.items, (item) => loadItem(cloud, item, folder))
  await inParallel(demo.items.flatMap(openingStock), (input) =>
    cloud.call('staff', 'warehouse:1', 'stock.receive', input),
  )
  await inParallel(demo.customers, (customer) => loadCustomer(cloud, customer))
  await loadHistory(cloud, now)
  await cloud.setClock(new Date(now + performance.now() - startedAt).toISOString())
}

/** Each member of staff takes up an invitation, as they would in WeChat; so does the owner, who gets a name by it. */
async function loadStaff(cloud: DemoCloud): Promise<void> {
  const staff = Object.entries(demo.people).filter(([, { role }]) => role !== 'customer')
  await inParallel(staff, async ([key, { name, role }]) => {
    const invitation = invitationSchema.parse(await cloud.call('staff', owner, 'staff.invite', { name, roles: [role] }))
    await cloud.call('customer', key, 'staff.join', { token: invitation.token })
  })
}

async function loadShop(cloud: DemoCloud): Promise<void> {
  await inParallel(demo.warehouses, ({ id, name, province, city, district, address, contact, phone }) => {
    const place = { province, city, district, detail: address, contactName: contact, contactPhone: phone }
    const sort = demo.warehouses.findIndex((warehouse) => warehouse.id === id)
    return cloud.call('staff', owner, 'warehouse.save', { warehouseId: id, name, ...place, sort })
  })
  await inParallel(demo.levels, ({ id, name, discountPercent }) => {
    const price = { discountBasisPoints: discountPercent * 100, isDefault: discountPercent === 0 }
    return cloud.call('staff', owner, 'level.save', { levelId: id, name, ...price })
  })
  await inParallel(demo.categories, ({ id, ...category }) =>
    cloud.call('staff', owner, 'catalog.saveCategory', { categoryId: id, ...category }),
  )
}

async function loadItem(cloud: DemoCloud, item: DemoItem, folder: string): Promise<void> {
  const { id, code, name, spec, unit, categoryId, description, barcode, safetyStock } = item
  const bytes = await readFile(path.join(folder, item.pictureFile))
  const upload = { itemId: id, type: 'image/png', base64: bytes.toString('base64') }
  const { picture } = pictureSchema.parse(await cloud.call('staff', owner, 'catalog.savePicture', upload))
  const words = { code, name, spec, unit, categoryId, description, barcode, picture, safetyStock }
  const ladder = item.volumeLadder.map(({ minQuantity, discountPercent }) => ({
    minQuantity,
    discountBasisPoints: discountPercent * 100,
  }))
  await cloud.call('staff', owner, 'catalog.saveItem', { itemId: id, ...words, listUnitFen: item.listPriceFen, ladder })
}

function openingStock(item: DemoItem) {
  return Object.entries(item.stock).map(([warehouseId, quantity]) => ({
    requestId: `demo-opening-${warehouseId}-${item.id}`,
    warehouseId,
    itemId: item.id,
    batch: 'OPENING',
    quantity,
  }))
}

/** The customer signs in and says who they are; the manager grants the level; the sales person takes them on. */
async function loadCustomer(cloud: DemoCloud, { id, name, company, phone, level, ownedBy, address }: DemoCustomer) {
  const saved = await cloud.call('customer', id, 'profile.save', { name, company, phone })
  const { customerId } = profileSchema.parse(saved)
  await cloud.call('customer', id, 'profile.saveAddress', { address, isDefault: true })
  await cloud.call('staff', 'manager:1', 'customer.setLevel', { customerId, levelId: level })
  if (ownedBy) await cloud.call('staff', ownedBy, 'customer.claim', { customerId })
}
