import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { demo } from './data'
import { planSteps } from './history'
import { drawings } from './pictures/drawings'

const picturesFolder = path.join(__dirname, 'pictures')
const maxPictureBytes = 14 * 1024
const maxFolderBytes = 900 * 1024
const dayMs = 24 * 60 * 60_000

const itemById = new Map(demo.items.map((item) => [item.id, item]))
const sizeOf = (file: string): number => statSync(path.join(picturesFolder, file)).size

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

/** EAN-13: digits weighted 1 and 3 in turn add up to a multiple of ten. */
function isEan13(barcode: string): boolean {
  const sum = [...barcode].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return barcode.length === 13 && sum % 10 === 0
}

describe('the goods of the demo shop', () => {
  it('are 60 items in 8 categories, none of them empty', () => {
    expect([demo.items.length, demo.categories.length]).toEqual([60, 8])
    expect(new Set(demo.items.map((item) => item.categoryId))).toEqual(new Set(demo.categories.map(({ id }) => id)))
  })

  it('share no id, code, name, barcode or picture', () => {
    for (const field of ['id', 'code', 'name', 'barcode', 'pictureFile'] as const) {
      expect(repeated(demo.items.map((item) => item[field]))).toEqual([])
    }
  })

  it('carry barcodes whose check digit is right', () => {
    expect(demo.items.map((item) => item.barcode).filter((barcode) => !isEan13(barcode))).toEqual([])
  })

  it('are sold in whole fen, above cost at every discount that can come together', () => {
    const levelPercent = Math.max(...demo.levels.map((level) => level.discountPercent))
    const losing = demo.items.filter((item) => {
      const volumePercent = Math.max(0, ...item.volumeLadder.map((step) => step.discountPercent))
      const lowestFen = (item.listPriceFen * (100 - levelPercent) * (100 - volumePercent)) / 10_000
      return !Number.isInteger(item.listPriceFen) || !Number.isInteger(item.costFen) || lowestFen <= item.costFen
    })
    expect(losing.map((item) => item.code)).toEqual([])
  })

  it('give more off for more pieces, on about 20 items', () => {
    const ladders = demo.items.map((item) => item.volumeLadder).filter((ladder) => ladder.length > 0)
    expect(ladders.length).toBeGreaterThanOrEqual(20)
    for (const ladder of ladders) {
      const ascending = [...ladder].sort((left, right) => left.minQuantity - right.minQuantity)
      expect(ladder).toEqual(ascending)
      expect(ladder.map((step) => step.discountPercent)).toEqual(
        ascending.map((step) => step.discountPercent).sort((a, b) => a - b),
      )
    }
  })

  it('include A at 100 yuan with 50 pieces, no ladder and no past orders that would change the figure', () => {
    const item = demo.items.find(({ code }) => code === 'A')
    expect(item).toMatchObject({ listPriceFen: 10_000, stock: { W1: 30, W2: 20 }, safetyStock: 20, volumeLadder: [] })
    expect(demo.history.flatMap(({ lines }) => lines).filter((line) => line.itemId === item?.id)).toEqual([])
  })
})

describe('the pictures of the demo shop', () => {
  it('exist for each item, at most 14 kB each and 900 kB together', () => {
    const sizes = demo.items.map((item) => sizeOf(item.pictureFile))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(maxPictureBytes)
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThanOrEqual(maxFolderBytes)
  })

  it('are all drawn by drawings.ts and all used', () => {
    const files = readdirSync(picturesFolder).filter((file) => file.endsWith('.png'))
    expect(files.sort()).toEqual(demo.items.map((item) => item.pictureFile).sort())
    expect(files).toEqual(
      Object.keys(drawings)
        .map((name) => `${name}.png`)
        .sort(),
    )
  })
})

describe('the people of the demo shop', () => {
  it('are 12 customers on three levels, and seven staff with the owner', () => {
    expect(demo.levels.map(({ discountPercent }) => discountPercent)).toEqual([0, 5, 10])
    expect(new Set(demo.customers.map(({ level }) => level))).toEqual(new Set(demo.levels.map(({ id }) => id)))
    const staff = Object.values(demo.people).filter(({ role }) => role !== 'customer')
    expect([demo.customers.length, staff.length]).toEqual([12, 7])
  })

  it('each have a WeChat account of their own, and a phone of the made-up range', () => {
    expect(repeated(Object.values(demo.people).map(({ openid }) => openid))).toEqual([])
    expect(repeated(demo.customers.map(({ phone }) => phone))).toEqual([])
    for (const customer of demo.customers) {
      expect(customer.phone).toMatch(/^138000000\d\d$/)
      expect(demo.people[customer.id]).toMatchObject({ role: 'customer', name: customer.name })
      if (customer.ownedBy) expect(demo.people[customer.ownedBy]?.role).toBe('sales')
    }
  })
})

describe('the month of history', () => {
  it('names only customers and items that exist, each item once per order', () => {
    expect(repeated(demo.history.map(({ id }) => id))).toEqual([])
    for (const order of demo.history) {
      expect(demo.customers.map(({ id }) => id)).toContain(order.customer)
      expect(order.lines.filter((line) => !itemById.has(line.itemId))).toEqual([])
      expect(repeated(order.lines.map((line) => line.itemId))).toEqual([])
    }
  })

  it('asks of no warehouse more than it was given, whichever of the two serves', () => {
    const asked = new Map<string, number>()
    for (const { itemId, quantity } of demo.history.flatMap(({ lines }) => lines)) {
      asked.set(itemId, (asked.get(itemId) ?? 0) + quantity)
    }
    const short = [...asked].filter(
      ([itemId, quantity]) => quantity > Math.min(...Object.values(itemById.get(itemId)?.stock ?? {})),
    )
    expect(short).toEqual([])
  })

  it('shows every stage an order can be in', () => {
    expect(new Set(demo.history.map(({ reached }) => reached)).size).toBe(5)
  })

  it.each(['2026-03-01T00:00:30+08:00', '2026-03-01T12:00:00+08:00', '2026-03-01T23:59:30+08:00'])(
    'ends before %s: parcels still under way left less than two days ago, those that arrived more than three',
    (iso) => {
      const now = Date.parse(iso)
      const steps = planSteps(demo.history, now)
      expect(steps.filter((step) => step.at > now)).toEqual([])
      for (const step of steps.filter(({ move }) => move === 'ship')) {
        const daysUnderWay = (now - step.at) / dayMs
        if (step.order.reached === 'shipped') expect(daysUnderWay).toBeLessThan(2)
        else expect(daysUnderWay).toBeGreaterThan(3)
      }
    },
  )

  it('takes each order through its moves in order', () => {
    const moves = new Map<string, string[]>()
    for (const { order, move } of planSteps(demo.history, Date.parse('2026-03-01T12:00:00+08:00'))) {
      moves.set(order.id, [...(moves.get(order.id) ?? []), move])
    }
    const expected = { placed: 'place', approved: 'place,approve', cancelled: 'place,cancel' }
    for (const order of demo.history) {
      const whole = { ...expected, shipped: 'place,approve,ship', signed: 'place,approve,ship' }
      expect(moves.get(order.id)?.join()).toBe(whole[order.reached])
    }
  })
})
