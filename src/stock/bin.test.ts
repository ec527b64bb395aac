import { planBins, usableOf } from './bin'
import type { Stock } from './stock'

function stock(id: string, day: number, usable: number): Stock {
  const receivedAt = new Date(Date.UTC(2026, 4, day))
  return {
    _id: id,
    warehouseId: 'W1',
    itemId: 'A',
    batch: id,
    receivedAt,
    onHand: usable,
    locked: 0,
    usable,
    holds: {},
  }
}

const may = [stock('B2', 10, 10), stock('B1', 1, 4)]

describe('planBins', () => {
  it('takes 4 of the older batch and nothing of the newer one', () => {
    expect(planBins(may, 4)).toEqual([{ stockId: 'B1', warehouseId: 'W1', batch: 'B1', quantity: 4 }])
  })

  it('keeps 6 pieces together in the one batch that has them all', () => {
    expect(planBins(may, 6)?.map((bin) => [bin.stockId, bin.quantity])).toEqual([['B2', 10 - 4]])
  })

  it('spreads 12 pieces over the oldest batches when no single one has them', () => {
    expect(planBins(may, 12)?.map((bin) => [bin.stockId, bin.quantity])).toEqual([
      ['B1', 4],
      ['B2', 8],
    ])
  })

  it('has no plan for 15 of 14 pieces', () => {
    expect(planBins(may, 15)).toBeUndefined()
    expect(usableOf(may)).toBe(14)
  })

  it('begins at the next bin for those who lost the oldest one, and comes round again', () => {
    const turns = [0, 1, 2].map((turn) => planBins(may, 4, turn)?.map((bin) => bin.stockId))
    expect(turns).toEqual([['B1'], ['B2'], ['B1']])
    expect(planBins(may, 12, 1)?.map((bin) => [bin.stockId, bin.quantity])).toEqual([
      ['B2', 10],
      ['B1', 2],
    ])
  })

  it('never takes from a bin in backorder', () => {
    expect(planBins([stock('B0', 1, -3), ...may], 14)?.map((bin) => bin.stockId)).toEqual(['B1', 'B2'])
  })
})
