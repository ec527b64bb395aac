import cloudbase from '@cloudbase/node-sdk'
import * as z from 'zod'
import { type customer, itemCardSchema, itemViewSchema } from '../../src/catalog/contract'
import { itemOf } from '../../src/catalog/item'
import { pageOf } from '../../src/shared/page'
import { codeOf, type Reply, replySchema } from '../support/doors'
import { openRawDatabase } from '../support/invariants'
import { type RunningShop, startShop, usagesOf } from '../support/running-shop'
import { fillShop, saveItem, setLevel } from '../support/small-shop'

const cards = pageOf(itemCardSchema)
type Cards = z.output<typeof cards>

let shop: RunningShop

beforeAll(async () => {
  shop = await startShop()
  await fillShop(shop.doors, { A: { 'W1/B1': 30, 'W2/B1': 20 }, B: { 'W1/B1': 5 } })
})

afterAll(() => shop.stop())

async function askAsGuest(path: string, input: unknown): Promise<Reply> {
  const body = JSON.stringify({ path, input })
  return replySchema.parse(await (await fetch(`${shop.doors.url}/customer`, { method: 'POST', body })).json())
}

function search(
  as: string,
  input: z.input<NonNullable<(typeof customer.catalog.search)['~orpc']['inputSchema']>>,
): Promise<Cards> {
  return shop.doors.read(cards, as, 'catalog.search', input)
}

async function priceOf(as: string, itemId: string): Promise<number | undefined> {
  const { rows } = await search(as, { text: itemId })
  return rows.find((row) => row.id === itemId)?.unitFen
}

describe('prices in lists', () => {
  it('shows item A at 90.00 to a premium customer, 95.00 to an old one, 100.00 to a guest and to staff (#51 #63)', async () => {
    await Promise.all([setLevel(shop.doors, 'customer:1', 'premium'), setLevel(shop.doors, 'customer:2', 'old')])
    expect(await Promise.all(['customer:1', 'customer:2', 'sales:1'].map((as) => priceOf(as, 'A')))).toEqual([
      9000, 9500, 10_000,
    ])
    const guest = await askAsGuest('catalog.search', { text: 'CODE-A' })
    expect(guest).toMatchObject({ ok: true, output: { rows: [{ id: 'A', unitFen: 10_000 }] } })
  })

  it('shows a list price of 120.00 with the very next read (#172)', async () => {
    await saveItem(shop.doors, 'B', { listUnitFen: 12_000 })
    expect(await priceOf('customer:1', 'B')).toBe(10_800)
  })

  it('explains 90.00 as list 100.00 and premium -10 %, with 50 usable over two warehouses (#87 #166)', async () => {
    const item = await shop.doors.read(itemViewSchema, 'customer:1', 'catalog.item', { itemId: 'A' })
    expect(item.usable).toBe(50)
    expect(item.why.map(({ rule, name, unitFen }) => [rule, name, unitFen])).toEqual([
      ['list', '', 10_000],
      ['level', '优等客户', 9000],
    ])
    expect(item.ladder).toEqual([{ minQuantity: 1, unitFen: 9000 }])
  })

  it('reads list, search and item in one trip each', () => {
    const customers = shop.lines.filter((line) => line.includes('"role":"customer"'))
    for (const action of ['catalog.search', 'catalog.item'])
      expect(new Set(usagesOf(customers, action).map(({ calls, trips }) => `${calls} calls, ${trips} trips`))).toEqual(
        new Set(['2 calls, 1 trips']),
      )
  })
})

describe('what is refused', () => {
  it.each([
    ['an unknown item', 'customer:1', 'catalog.item', { itemId: 'nothing' }, 'CATALOG.NO_ITEM'],
    ['a cursor that we did not make', 'customer:1', 'catalog.search', { after: 'x' }, 'CATALOG.BAD_CURSOR'],
    ['a cursor with an operator in it', 'customer:1', 'catalog.search', { after: '{"$ne":1}~x' }, 'CATALOG.BAD_CURSOR'],
    ['a condition where a text belongs', 'customer:1', 'catalog.search', { text: { $ne: '' } }, 'REQUEST.INVALID'],
    ['a list of 51', 'customer:1', 'catalog.search', { limit: 51 }, 'REQUEST.INVALID'],
  ])('%s', async (_what, as, path, input, code) => {
    expect(codeOf(await shop.doors.ask(as, path, input))).toBe(code)
  })

  it('refuses a second item with the code of A, naming A, and an item in no category', async () => {
    const item = { itemId: 'C', code: 'CODE-A', name: '另一个', unit: '盒', categoryId: 'screws', listUnitFen: 1 }
    const taken = await shop.doors.ask('owner:1', 'catalog.saveItem', item)
    expect(taken).toMatchObject({ error: { code: 'CATALOG.CODE_TAKEN', fields: { itemId: 'A' } } })
    const lost = await shop.doors.ask('owner:1', 'catalog.saveItem', { ...item, code: 'C', categoryId: 'nowhere' })
    expect(codeOf(lost)).toBe('CATALOG.NO_CATEGORY')
    expect(codeOf(await shop.doors.ask('sales:1', 'catalog.saveItem', { ...item, code: 'C' }))).toBe('AUTH.FORBIDDEN')
  })

  it('hides an item off sale from customers, and still finds it for staff', async () => {
    await saveItem(shop.doors, 'old', { name: '停产扳手', isActive: false })
    expect((await search('customer:1', { text: '扳手' })).rows).toEqual([])
    expect(codeOf(await shop.doors.ask('customer:1', 'catalog.item', { itemId: 'old' }))).toBe('CATALOG.NO_ITEM')
    expect((await search('sales:1', { text: '停产扳手' })).rows.map((row) => row.id)).toEqual(['old'])
  })
})

describe('a catalogue of 3 000 items, with unindexed reads forbidden', () => {
  const items = Array.from({ length: 3000 }, (_, at) => {
    const name = at % 3 === 0 ? `不锈钢螺丝 M${at}` : `黄铜接头 DN${at}`
    const rest = { spec: '', unit: '只', description: '', barcode: '', picture: '', listUnitFen: 100, ladder: [] }
    return itemOf({
      ...{ itemId: `k${String(at).padStart(5, '0')}`, code: `K${at}-304`, name, ...rest },
      ...{ categoryId: `cat${at % 10}`, sort: 100 + (at % 7), safetyStock: 0, isActive: true },
    })
  })

  beforeAll(async () => {
    const database = openRawDatabase(shop.doors.url)
    for (let at = 0; at < items.length; at += 500) await database.collection('items').add(items.slice(at, at + 500))
  })

  async function walk(input: Parameters<typeof search>[1]): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page: Cards = await search('customer:1', { ...input, limit: 50, ...(after === undefined ? {} : { after }) })
      ids.push(...page.rows.map((row) => row.id))
      after = page.next
    }
    return ids
  }

  const inShopOrder = (which: typeof items) =>
    which.toSorted((a, b) => a.sort - b.sort || (a._id < b._id ? -1 : 1)).map((item) => item._id)

  it('walks one category in 6 pages: each of its 300 items once, in the shop’s order', async () => {
    expect(await walk({ categoryId: 'cat4' })).toEqual(inShopOrder(items.filter((item) => item.categoryId === 'cat4')))
  })

  it('walks the 1 000 that answer to 不锈钢螺丝', async () => {
    expect(await walk({ text: '不锈钢螺丝' })).toEqual(
      inShopOrder(items.filter((item) => item.name.startsWith('不锈钢'))),
    )
  })

  it('walks everything, the small shop’s items first', async () => {
    const all = await walk({})
    expect(all.slice(-3000)).toEqual(inShopOrder(items))
    expect(all).toHaveLength(3002)
  })

  it('finds one of 3 000 by the beginning of its code, in its category or not at all', async () => {
    expect(await walk({ text: 'k2999' })).toEqual(['k02999'])
    expect(await walk({ text: 'K2999', categoryId: 'cat9' })).toEqual(['k02999'])
    expect(await walk({ text: 'K2999', categoryId: 'cat1' })).toEqual([])
    expect(await walk({ text: '。。。' })).toEqual([])
  })

  it('lists for staff in every form as well', async () => {
    for (const input of [{}, { categoryId: 'cat4' }, { text: '螺丝 304' }, { text: '接头', categoryId: 'cat4' }])
      expect((await search('sales:1', input)).rows).toHaveLength(12)
  })
})

describe('pictures', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(64, 7)])
  const save = (bytes: Buffer, type: string) =>
    shop.doors.ask('owner:1', 'catalog.savePicture', { itemId: 'A', type, base64: bytes.toString('base64') })

  /** As an operator's own program would read it. */
  async function download(fileID: string): Promise<Buffer> {
    const keys = { secretId: 'local-secret-id', secretKey: 'local-secret-key' }
    const app = cloudbase.init({ env: 'laidan-local', ...keys, serviceUrl: `${shop.doors.url}/admin` })
    return (await app.downloadFile({ fileID })).fileContent as Buffer
  }

  it('keeps a PNG in cloud storage under one name, however often it is sent', async () => {
    const [first, second] = [await save(png, 'image/png'), await save(png, 'image/png')]
    expect(second).toEqual({ ...first })
    const { picture } = z.object({ output: z.object({ picture: z.string() }) }).parse(first).output
    expect(picture).toMatch(/^cloud:\/\/laidan-local\.[^/]+\/pictures\/A-[a-z2-7]{16}\.png$/)
    await saveItem(shop.doors, 'A', { picture })
    const item = await shop.doors.read(itemViewSchema, 'customer:1', 'catalog.item', { itemId: 'A' })
    expect(item.picture).toBe(picture)
    expect(await download(picture)).toEqual(png)
  })

  it('refuses a page that calls itself a picture, and 1 MB and a byte', async () => {
    expect(codeOf(await save(Buffer.from('<script>alert(1)</script>'), 'image/png'))).toBe('CATALOG.BAD_PICTURE')
    expect(codeOf(await save(png, 'image/jpeg'))).toBe('CATALOG.BAD_PICTURE')
    const big = Buffer.concat([png, Buffer.alloc(1024 * 1024 + 1 - png.length)])
    expect(codeOf(await save(big, 'image/png'))).toBe('CATALOG.BAD_PICTURE')
  })
})
