import { findOvertaking } from './overtaken'
import type { StaffOrder } from './types'

function order(state: StaffOrder['state'], by: string): StaffOrder {
  const at = '2026-07-27T02:00:00.000Z'
  return {
    id: 'o1',
    number: 'LD1',
    state,
    placedAt: at,
    totalFen: 100,
    lineCount: 0,
    pieceCount: 0,
    firstName: '',
    firstPicture: '',
    lines: [],
    address: null,
    note: '',
    timeline: [{ state, at, by, note: '' }],
    canCancel: false,
    carrier: null,
    waybillNumber: null,
    customerId: 'c1',
    customerName: '王建华',
    openFen: 100,
    noteId: null,
    moves: [],
  }
}

describe('staff/parts/overtaken', () => {
  it('names 王敏 when she approved the order that was still under review on this screen', () => {
    expect(findOvertaking(order('review', 'customer'), order('approved', '王敏'))).toMatchObject({
      by: '王敏',
      state: 'approved',
    })
  })

  it('names nobody when the order is where it was', () => {
    expect(findOvertaking(order('review', 'customer'), order('review', 'customer'))).toBeNull()
  })
})
