import { codeOf, type Shop, startShop } from '../support/shop'
import { fillShop } from '../support/small-shop'

let shop: Shop

interface Row {
  id: string
  phone: string
  levelName: string
  ownerName: string | null
}
interface Profile {
  customerId: string
  code: string
  levelName: string
  addresses: { id: string; detail: string; isDefault: boolean }[]
}

describe.each(['memory', 'http'] as const)('with the database over %s:', (databaseTransport) => {
  beforeAll(async () => {
    shop = await startShop({ databaseTransport })
    await fillShop(shop.doors, { screw: { 'W1/B1': 10 } })
  })
  afterAll(() => shop.stop())

  describe('crm', () => {
    it('gives a first visitor the default level and a number, once, also when 10 first visits come at once', async () => {
      const opened = await Promise.all(
        Array.from({ length: 10 }, () =>
          shop.callInWechat('wx-first', 'customer', { path: 'session.open', input: {} }),
        ),
      )
      expect(opened.map(codeOf)).toEqual(Array(10).fill('ok'))
      const profile = await shop.want<Profile>('customer', 'openid:wx-first', 'profile.get')
      expect(profile.levelName).toBe('新客户')
      expect(profile.code).toMatch(/^C[A-Z2-7]{10}$/)
      const { rows } = await shop.want<{ rows: Row[] }>('staff', 'sales:1', 'customer.list', { limit: 50 })
      expect(rows.filter((row) => row.id === profile.customerId)).toHaveLength(1)
    })

    it('gives one customer to exactly 1 of 50 sellers who claim at once, and tells the other 49 who has it (#167)', async () => {
      const created = await shop.want<Row>('staff', 'manager:1', 'customer.create', {
        requestId: 'lead-0001',
        name: '散客',
      })
      const claims = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          shop.call('staff', `sales:${n + 1}`, 'customer.claim', { customerId: created.id }),
        ),
      )
      const won = claims.filter((reply) => reply.ok)
      const lost = claims.flatMap((reply) => (reply.ok ? [] : [reply.error]))
      expect([won.length, lost.length]).toEqual([1, 49])
      const { ownerName } = await shop.want<Row>('staff', 'sales:1', 'customer.get', { customerId: created.id })
      expect(new Set(lost.map((error) => error.code))).toEqual(new Set(['CRM.OWNED']))
      expect(lost.every((error) => JSON.stringify(error.fields) === JSON.stringify({ ownerName }))).toBe(true)
      const winner = claims.findIndex((reply) => reply.ok) + 1
      expect(codeOf(await shop.call('staff', `sales:${winner}`, 'customer.claim', { customerId: created.id }))).toBe(
        'ok',
      )
    })

    it('makes 1 customer of the same request sent twice', async () => {
      const input = { requestId: 'twice-0001', name: '李小雨', phone: '13800000003' }
      const first = await shop.want<Row>('staff', 'sales:1', 'customer.create', input)
      const second = await shop.want<Row>('staff', 'sales:1', 'customer.create', input)
      expect(second).toEqual(first)
    })

    it('shows the phone to sales and service, and 138****0003 to warehouse and finance', async () => {
      const input = { requestId: 'phone-0001', name: '李小雨', phone: '13800000003' }
      const { id: customerId } = await shop.want<Row>('staff', 'sales:1', 'customer.create', input)
      const seenBy = async (as: string) => (await shop.want<Row>('staff', as, 'customer.get', { customerId })).phone
      expect(await Promise.all(['sales:1', 'service:1', 'manager:1', 'owner:1'].map(seenBy))).toEqual(
        Array(4).fill('13800000003'),
      )
      expect(await Promise.all(['warehouse:1', 'finance:1'].map(seenBy))).toEqual(Array(2).fill('138****0003'))
    })

    it('changes the price with the level: 100.00 for a new customer, 95.00 for an old one, at once (#51)', async () => {
      const { customerId } = await shop.want<Profile>('customer', 'customer:7', 'profile.get')
      const price = async () => {
        const lines = [{ itemId: 'screw', quantity: 1 }]
        return (await shop.want<{ totalFen: number }>('customer', 'customer:7', 'quote.lookup', { lines })).totalFen
      }
      expect(await price()).toBe(10_000)
      const row = await shop.want<Row>('staff', 'manager:1', 'customer.setLevel', { customerId, levelId: 'old' })
      expect(row.levelName).toBe('老客户')
      expect(await price()).toBe(9500)
      const unknown = await shop.call('staff', 'manager:1', 'customer.setLevel', { customerId, levelId: 'nosuch' })
      expect(codeOf(unknown)).toBe('CRM.NO_LEVEL')
    })

    it('keeps 1 address when it is saved twice, 20 at most, and loses none of 5 saved at once', async () => {
      const at = (detail: string) => ({
        address: {
          name: '王芳',
          phone: '13800000001',
          province: '上海市',
          city: '上海市',
          district: '浦东新区',
          detail,
        },
      })
      const save = (detail: string) => shop.call('customer', 'customer:8', 'profile.saveAddress', at(detail))
      await save('1 号')
      await save('1 号')
      await Promise.all(['2 号', '3 号', '4 号', '5 号', '6 号'].map(save))
      const { addresses } = await shop.want<Profile>('customer', 'customer:8', 'profile.get')
      expect(addresses.map((one) => one.detail).sort()).toEqual(['1 号', '2 号', '3 号', '4 号', '5 号', '6 号'])
      expect(addresses.filter((one) => one.isDefault).map((one) => one.detail)).toEqual(['1 号'])
      for (let n = 7; n <= 20; n += 1) expect(codeOf(await save(`${n} 号`))).toBe('ok')
      expect(codeOf(await save('21 号'))).toBe('CRM.TOO_MANY_ADDRESSES')
    })

    it('pages through the customers without losing or repeating one', async () => {
      const all = await shop.want<{ rows: Row[] }>('staff', 'sales:1', 'customer.list', { limit: 50 })
      const paged: string[] = []
      let after: string | null | undefined
      do {
        const input = after === undefined ? { limit: 3 } : { limit: 3, after }
        const page = await shop.want<{ rows: Row[]; next: string | null }>('staff', 'sales:1', 'customer.list', input)
        paged.push(...page.rows.map((row) => row.id))
        after = page.next
      } while (after !== null && paged.length < 100)
      expect(paged.slice(0, 50)).toEqual(all.rows.map((row) => row.id))
      expect(new Set(paged).size).toBe(paged.length)
      expect(codeOf(await shop.call('staff', 'sales:1', 'customer.list', { after: 'made-up' }))).toBe('CRM.BAD_CURSOR')
    })
  })
})
