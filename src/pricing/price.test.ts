import { ladderOf, NO_LEVEL, type PriceLevel, priceUnit as price } from './price'

const priceUnit = (
  item: { listUnitFen: number; ladder: { minQuantity: number; discountBasisPoints: number }[] },
  level: PriceLevel,
  quantity: number,
) => price({ ...item, level, quantity })

const item = { listUnitFen: 10_000, ladder: [{ minQuantity: 10, discountBasisPoints: 700 }] }
const levelOf = (name: string, discountBasisPoints: number): PriceLevel => ({ name, discountBasisPoints })

describe('priceUnit', () => {
  it('prices 10 pieces at list 100 for new 0 %, old 5 %, premium 10 % customers: 1000 / 950 / 900 (#51)', () => {
    const plain = { listUnitFen: 10_000, ladder: [] }
    const totals = [0, 500, 1000].map((discount) => 10 * priceUnit(plain, levelOf('x', discount), 10).unitFen)
    expect(totals).toEqual([100_000, 95_000, 90_000])
  })

  it('explains 90.00 as list 100.00, premium -10 % (#166)', () => {
    const { unitFen, why } = priceUnit(item, levelOf('优等客户', 1000), 1)
    expect(unitFen).toBe(9000)
    expect(why).toEqual([
      { rule: 'list', name: '', discountBasisPoints: 0, unitFen: 10_000 },
      { rule: 'level', name: '优等客户', discountBasisPoints: 1000, unitFen: 9000 },
    ])
  })

  it('takes the better single rule: 7 % for 10 pieces beats an old customer’s 5 %, and does not add up', () => {
    expect(priceUnit(item, levelOf('老客户', 500), 10).unitFen).toBe(9300)
    expect(priceUnit(item, levelOf('老客户', 500), 9).unitFen).toBe(9500)
    expect(priceUnit(item, levelOf('老客户', 500), 10).why.map((reason) => reason.rule)).toEqual(['list', 'volume'])
  })

  it('never raises a price and never goes below 0, for 20 000 odd prices and rates', () => {
    for (let n = 0; n < 20_000; n += 1) {
      const listUnitFen = (n * 7919) % 100_003
      const discount = (n * 104_729) % 10_001
      const { unitFen } = priceUnit({ listUnitFen, ladder: [] }, levelOf('x', discount), 1)
      expect(Number.isInteger(unitFen) && unitFen >= 0 && unitFen <= listUnitFen).toBe(true)
    }
  })

  it('rounds half a fen up: 5 % off 0.10 is 0.10, off 0.30 is 0.29', () => {
    expect(priceUnit({ listUnitFen: 10, ladder: [] }, levelOf('x', 500), 1).unitFen).toBe(10)
    expect(priceUnit({ listUnitFen: 30, ladder: [] }, levelOf('x', 500), 1).unitFen).toBe(29)
  })
})

describe('ladderOf', () => {
  it('lists the steps that change the buyer’s price: 100 from 1, 93 from 10', () => {
    expect(ladderOf({ ...item, level: NO_LEVEL })).toEqual([
      { minQuantity: 1, unitFen: 10_000 },
      { minQuantity: 10, unitFen: 9300 },
    ])
  })

  it('drops a step that a better level already covers', () => {
    expect(ladderOf({ ...item, level: levelOf('优等客户', 1000) })).toEqual([{ minQuantity: 1, unitFen: 9000 }])
  })
})
