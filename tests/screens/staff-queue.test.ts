import { refused } from '../../miniprogram/services/refused'
import { createQueue } from '../../miniprogram/staff/parts/queue-store'

interface Row {
  id: string
}
type Page = { rows: Row[]; next: string | null }

const rows = (from: number, count: number): Row[] => Array.from({ length: count }, (_, n) => ({ id: `o${from + n}` }))

/** A server whose answers the test gives one by one, in any order. */
function slowServer<T>() {
  const waiting: { answer: (value: T) => void; fail: (error: Error) => void; asked: unknown }[] = []
  const load = (asked?: unknown) =>
    new Promise<T>((answer, fail) => {
      waiting.push({ answer, fail, asked })
    })
  const at = (index: number) => {
    const one = waiting[index]
    if (!one) throw new Error(`question ${index} was not asked`)
    return one
  }
  return { load, at, asked: () => waiting.map((one) => one.asked) }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('miniprogram/staff/parts/queue-store', () => {
  it('loads 20, then the next 20 from the cursor, once however often it is asked', async () => {
    const server = slowServer<Page>()
    const queue = createQueue<Row>(server.load)
    void queue.reload()
    server.at(0).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    void queue.more()
    void queue.more()
    expect(server.asked()).toEqual([{ limit: 20 }, { after: 'c20', limit: 20 }])
    server.at(1).answer({ rows: rows(20, 5), next: null })
    await settle()
    expect(queue.read().rows).toHaveLength(25)
    expect(queue.read()).toMatchObject({ next: null, isLoadingMore: false, isLoading: false })
  })

  it('throws away the answer to the queue that the reader has left', async () => {
    const server = slowServer<Page>()
    const queue = createQueue<Row>(server.load)
    void queue.reload()
    void queue.reload()
    server.at(1).answer({ rows: rows(50, 1), next: null })
    server.at(0).answer({ rows: rows(0, 1), next: null })
    await settle()
    expect(queue.read().rows).toEqual([{ id: 'o50' }])
  })

  it('keeps the rows on the screen when a quiet refresh fails, and says so', async () => {
    const server = slowServer<Page>()
    const queue = createQueue<Row>(server.load)
    void queue.reload()
    server.at(0).answer({ rows: rows(0, 2), next: null })
    await settle()
    void queue.refresh()
    server.at(1).fail(refused({ code: 'NET.OFFLINE', message: 'no line' }))
    await settle()
    expect(queue.read()).toMatchObject({ isLoading: false, rows: rows(0, 2), error: expect.any(Error) })
  })

  it('is failed, not empty, when the first page never came, and recovers with a refresh', async () => {
    const server = slowServer<Page>()
    const queue = createQueue<Row>(server.load)
    void queue.reload()
    server.at(0).fail(refused({ code: 'NET.OFFLINE', message: 'no line' }))
    await settle()
    expect(queue.read()).toMatchObject({ rows: [], isLoading: false, error: expect.any(Error) })
    void queue.refresh()
    server.at(1).answer({ rows: rows(0, 3), next: null })
    await settle()
    expect(queue.read()).toMatchObject({ isLoading: false, error: undefined, newIds: [] })
    expect(queue.read().rows).toHaveLength(3)
  })

  it('does not let a refresh under way undo a page appended meanwhile', async () => {
    const server = slowServer<Page>()
    const queue = createQueue<Row>(server.load)
    void queue.reload()
    server.at(0).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    void queue.refresh()
    void queue.more()
    server.at(2).answer({ rows: rows(20, 20), next: 'c40' })
    server.at(1).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    expect(queue.read().rows).toHaveLength(40)
    expect(queue.read().next).toBe('c40')
  })
})
