import { findOvertaking } from '../../miniprogram/staff/parts/overtaken'

const at = '2026-07-27T02:00:00.000Z'
const placed = { state: 'review', by: 'customer', at }
const approved = { state: 'approved', by: '王敏', at }

describe('miniprogram/staff/parts/overtaken', () => {
  it('names 王敏 when she approved the order that was still under review on this screen', () => {
    expect(findOvertaking({ state: 'review' }, { state: 'approved', timeline: [placed, approved] })).toEqual(approved)
  })

  it('names nobody when the order is where it was', () => {
    expect(findOvertaking({ state: 'review' }, { state: 'review', timeline: [placed] })).toBeNull()
  })
})
