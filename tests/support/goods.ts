import type { Shop } from './shop'

export interface Goods {
  readonly itemId: string
  readonly listUnitFen: number
  readonly pieces: number
}

export const address = {
  name: '王芳',
  phone: '13800000001',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  detail: '测试路 1 号',
}

/** A small shop: level `new` (nothing off, the default) and `old` (5 % off), one category, warehouse W1, the goods in batch B1. */
export async function stockShop(shop: Shop, goods: readonly Goods[]): Promise<void> {
  const owner = 'owner:1'
  await shop.want('staff', owner, 'level.save', {
    levelId: 'new',
    name: '新客户',
    discountBasisPoints: 0,
    isDefault: true,
  })
  await shop.want('staff', owner, 'level.save', { levelId: 'old', name: '老客户', discountBasisPoints: 500 })
  await shop.want('staff', owner, 'catalog.saveCategory', { categoryId: 'c1', name: '螺丝', nameEn: 'Screws', sort: 1 })
  await shop.want('staff', owner, 'warehouse.save', {
    warehouseId: 'W1',
    name: '上海仓',
    province: '上海市',
    city: '上海市',
    district: '嘉定区',
    detail: '仓库路 1 号',
    contactName: '李强',
    contactPhone: '021-00000000',
  })
  await Promise.all(goods.map((one) => addGoods(shop, one)))
}

async function addGoods(shop: Shop, { itemId, listUnitFen, pieces }: Goods): Promise<void> {
  await shop.want('staff', 'owner:1', 'catalog.saveItem', {
    itemId,
    code: itemId.toUpperCase(),
    name: `测试螺丝 ${itemId}`,
    unit: '盒',
    categoryId: 'c1',
    listUnitFen,
  })
  if (pieces === 0) return
  const receipt = { requestId: `receive-${itemId}`.padEnd(12, '0'), warehouseId: 'W1', itemId, batch: 'B1' }
  await shop.want('staff', 'owner:1', 'stock.receive', { ...receipt, quantity: pieces })
}
