import { putLine, readQuantity, takeWhatIsLeft } from '../../miniprogram/services/cart-lines'
import { readCode } from '../../miniprogram/services/codes'
import { formatMoney, formatPercent } from '../../miniprogram/services/money'
import { refused } from '../../miniprogram/services/refused'
import { readShortLines } from '../../miniprogram/services/short-lines'
import { formatDay, formatShortTime, formatTime } from '../../miniprogram/services/time'

describe('money in figures', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [80, '¥0.80'],
    [1880, '¥18.80'],
    [123_456_789, '¥1,234,567.89'],
    [100_000_000, '¥1,000,000.00'],
    [-12_350, '-¥123.50'],
  ])('%i fen is %s', (fen, text) => {
    expect(formatMoney(fen)).toBe(text)
  })

  it('writes a discount of 1000 basis points as 10% and of 750 as 7.5%', () => {
    expect([formatPercent(1000), formatPercent(750), formatPercent(5)]).toEqual(['10%', '7.5%', '0.05%'])
  })
})

describe('times of the shop', () => {
  it('shows Shanghai time wherever the device is, over midnight too', () => {
    expect(formatTime('2026-06-01T16:05:00.000Z')).toBe('2026-06-02 00:05')
    expect(formatShortTime('2025-12-31T16:00:00Z')).toBe('01-01 00:00')
    expect(formatDay('2025-12-31T15:59:59Z')).toBe('2025-12-31')
  })
})

describe('the cart', () => {
  it('replaces the line of the same item and puts a new one on top', () => {
    const a = { itemId: 'a', quantity: 1, isSelected: true }
    const b = { itemId: 'b', quantity: 2, isSelected: true }
    expect(putLine(putLine([a], b), { ...a, quantity: 5 })).toEqual([b, { ...a, quantity: 5 }])
  })

  it('reads what was typed as a quantity: 0 becomes 1, too much the most, nonsense nothing', () => {
    expect(['0', '7', ' 12 ', '999999'].map((typed) => readQuantity(typed, 100))).toEqual([1, 7, 12, 100])
    expect(['', '1.5', '-3', '1e3', '两'].map((typed) => readQuantity(typed))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('takes what is left: 46 of 45 become 45, a line with nothing left falls out, others stay', () => {
    const lines = [
      { itemId: 'a', quantity: 46 },
      { itemId: 'b', quantity: 2 },
      { itemId: 'c', quantity: 3 },
    ]
    const short = [
      { itemId: 'a', usable: 45 },
      { itemId: 'b', usable: 0 },
    ]
    expect(takeWhatIsLeft(lines, short)).toEqual([
      { itemId: 'a', quantity: 45 },
      { itemId: 'c', quantity: 3 },
    ])
  })
})

describe('refusals', () => {
  it('reads the short lines of STOCK.SHORT and of nothing else', () => {
    const lines = [{ itemId: 'a', name: 'A', asked: 46, usable: 45 }]
    expect(readShortLines(refused({ code: 'STOCK.SHORT', message: '', fields: { lines } }))).toEqual(lines)
    expect(readShortLines(refused({ code: 'ORDER.STATE', message: '', fields: { lines } }))).toEqual([])
    expect(readShortLines(undefined)).toEqual([])
  })
})

describe('scanned codes', () => {
  it('reads a sign-in code and an invitation, and refuses anything else', () => {
    const secret = 'a1'.repeat(12)
    expect(readCode(` laidan:sign-in:${secret}\n`)).toEqual({ kind: 'sign-in', ticket: secret })
    expect(readCode(`laidan:join:${secret}`)).toEqual({ kind: 'join', token: secret })
    expect(
      ['', 'laidan:join:', 'laidan:pay:' + secret, 'https://example.com/laidan:join:' + secret].map(readCode),
    ).toEqual([undefined, undefined, undefined, undefined])
  })
})
