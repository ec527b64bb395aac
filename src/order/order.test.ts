import { mayMove, MOVES, offeredMoves, type Order, orderNumberOf } from './order'

const ids = { random: () => 'x', derive: (...parts: string[]) => parts.join('').padEnd(20, 'a') }

describe('the order’s life', () => {
  it('lets sales approve in review and nobody approve twice (#77)', () => {
    expect(mayMove('approve', 'review', 'sales')).toBe(true)
    expect(mayMove('approve', 'approved', 'sales')).toBe(false)
    expect(mayMove('approve', 'review', 'warehouse')).toBe(false)
  })

  it('lets a customer cancel in review and no longer once approved', () => {
    expect(mayMove('cancel', 'review', 'customer')).toBe(true)
    expect(mayMove('cancel', 'approved', 'customer')).toBe(false)
  })

  it('leads every move to a state that is not where it started', () => {
    for (const { from, to } of Object.values(MOVES)) expect(from).not.toContain(to)
  })

  it('offers the warehouse first the note, then the parcel', () => {
    const order = { state: 'approved', noteId: null } as Order
    expect(offeredMoves(order, 'warehouse')).toEqual(['prepare'])
    expect(offeredMoves({ ...order, noteId: 'n1' }, 'warehouse')).toEqual(['send'])
    expect(offeredMoves(order, 'finance')).toEqual([])
  })

  it('numbers an order by the day in Shanghai: 20:00 UTC on 21 November is the 22nd', () => {
    expect(orderNumberOf(ids, 'o1', new Date('2026-11-21T20:00:00Z'))).toMatch(/^L261122-[A-Z0-9-]{6}$/)
  })
})
