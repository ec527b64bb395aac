import { appendPage, type Loaded, mergeHead, refreshLimit } from '../../miniprogram/staff/parts/paging'

interface Row {
  id: string
  state: string
}

const rows = (from: number, count: number, state = 'review'): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `o${from + index}`, state }))
const list = (all: Row[], next: string | null): Loaded<Row> => ({ rows: all, next, newIds: [] })

describe('miniprogram/staff/parts/paging', () => {
  it('asks for 20 rows at first and for at most 50 when 120 are on the screen', () => {
    expect([0, 20, 33, 120].map(refreshLimit)).toEqual([20, 20, 33, 50])
  })

  it('puts a new order on top and names it as new', () => {
    const merged = mergeHead(list(rows(1, 3), null), { rows: rows(0, 4), next: null }, 20)
    expect(merged.rows.map((row) => row.id)).toEqual(['o0', 'o1', 'o2', 'o3'])
    expect(merged.newIds).toEqual(['o0'])
  })

  it('drops an order that left the queue', () => {
    const merged = mergeHead(list(rows(0, 3), null), { rows: rows(1, 2), next: null }, 20)
    expect(merged.rows.map((row) => row.id)).toEqual(['o1', 'o2'])
    expect(merged.newIds).toEqual([])
  })

  it('keeps rows 51 to 70 and their cursor when the first 50 are refreshed', () => {
    const merged = mergeHead(list(rows(0, 70), 'after-70'), { rows: rows(0, 50, 'approved'), next: 'after-50' }, 50)
    expect(merged.rows).toHaveLength(70)
    expect(merged.rows[49]?.state).toBe('approved')
    expect(merged.rows[50]?.state).toBe('review')
    expect(merged.next).toBe('after-70')
  })

  it('shows a row that slid from page 2 into page 1 once', () => {
    const merged = mergeHead(list(rows(0, 60), 'after-60'), { rows: rows(5, 50), next: 'after-50' }, 50)
    expect(new Set(merged.rows.map((row) => row.id)).size).toBe(merged.rows.length)
  })

  it('appends a page without doubling the row that moved down', () => {
    const appended = appendPage(list(rows(0, 20), 'a'), { rows: rows(19, 20), next: null })
    expect(appended.rows).toHaveLength(39)
    expect(appended.next).toBeNull()
  })
})
