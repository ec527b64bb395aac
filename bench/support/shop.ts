import { post } from './load'

/** A shop under measurement, spoken to through its doors. */
export interface Shop {
  readonly url: string
  call(door: 'customer' | 'staff', session: string, path: string, input: unknown): Promise<unknown>
  signIn(openid: string, door: 'customer' | 'staff'): Promise<string>
  dev(path: string, body: unknown): Promise<unknown>
}

interface Envelope {
  readonly ok: boolean
  readonly output?: unknown
  readonly error?: { readonly code: string; readonly message: string }
}

/** The door's answer; throws when it refuses. */
export function unwrap(reply: unknown): unknown {
  const envelope = reply as Envelope
  if (!envelope.ok) throw new Error(`${envelope.error?.code ?? '?'}: ${JSON.stringify(envelope.error)}`)
  return envelope.output
}

export function openShop(url: string): Shop {
  const dev = (path: string, body: unknown): Promise<unknown> => post(`${url}/dev/${path}`, body)
  return {
    url,
    dev,
    call: async (door, session, path, input) =>
      unwrap(await post(`${url}/${door}`, { path, input }, { authorization: `Bearer ${session}` })),
    async signIn(openid, door) {
      const data = { path: 'session.open', input: {} }
      const { result } = (await dev('wechat/call', { openid, name: door, data })) as { result: unknown }
      return (unwrap(result) as { session: string }).session
    },
  }
}

export const ADDRESS = {
  name: '王芳',
  phone: '13800000001',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  detail: '测试路 1 号',
}

/** Items `i0 … i<n-1>` with `pieces` of each in one warehouse; returns the owner's session. */
export async function stockShop(shop: Shop, itemCount: number, pieces: number): Promise<string> {
  const owner = await shop.signIn('demo-openid-owner-1', 'staff')
  await shop.call('staff', owner, 'level.save', {
    levelId: 'new',
    name: '新客户',
    discountBasisPoints: 0,
    isDefault: true,
  })
  await shop.call('staff', owner, 'catalog.saveCategory', { categoryId: 'c1', name: '螺丝', nameEn: 'Screws', sort: 1 })
  await shop.call('staff', owner, 'warehouse.save', {
    warehouseId: 'W1',
    name: '上海仓',
    province: '上海市',
    city: '上海市',
    district: '嘉定区',
    detail: '仓库路 1 号',
    contactName: '李强',
    contactPhone: '021-00000000',
  })
  await inBatches(itemCount, 16, (n) => saveItem(shop, owner, n))
  await inBatches(pieces === 0 ? 0 : itemCount, 16, (n) =>
    shop.call('staff', owner, 'stock.receive', {
      requestId: `receive-${n}-00000`,
      warehouseId: 'W1',
      itemId: `i${n}`,
      batch: 'B1',
      quantity: pieces,
    }),
  )
  return owner
}

function saveItem(shop: Shop, owner: string, n: number): Promise<unknown> {
  return shop.call('staff', owner, 'catalog.saveItem', {
    itemId: `i${n}`,
    code: `SCREW-${n}`,
    name: `304不锈钢六角螺丝 M${(n % 20) + 3}×${(n % 97) + 5}`,
    spec: '100 只/盒',
    unit: '盒',
    categoryId: 'c1',
    description: '耐锈，适合户外。',
    listUnitFen: 1000 + n,
  })
}

/** Runs `count` jobs, `width` at a time. */
export async function inBatches(count: number, width: number, job: (n: number) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < count; at += width) {
    await Promise.all(Array.from({ length: Math.min(width, count - at) }, (_, k) => job(at + k)))
  }
}
