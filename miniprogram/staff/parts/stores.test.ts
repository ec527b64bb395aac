import { createPages } from './pages-store'
import { createThing } from './thing-store'

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

describe('staff/parts/pages-store', () => {
  it('loads 20, then the next 20 from the cursor, once however often it is asked', async () => {
    const server = slowServer<Page>()
    const pages = createPages<Row>(server.load)
    void pages.restart()
    server.at(0).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    void pages.loadMore()
    void pages.loadMore()
    expect(server.asked()).toEqual([{ limit: 20 }, { after: 'c20', limit: 20 }])
    server.at(1).answer({ rows: rows(20, 5), next: null })
    await settle()
    expect(pages.read().rows).toHaveLength(25)
    expect(pages.read()).toMatchObject({ next: null, isLoadingMore: false, state: 'ready' })
  })

  it('throws away the answer to the queue that the reader has left', async () => {
    const server = slowServer<Page>()
    const pages = createPages<Row>(server.load)
    void pages.restart()
    void pages.restart()
    server.at(1).answer({ rows: rows(50, 1), next: null })
    server.at(0).answer({ rows: rows(0, 1), next: null })
    await settle()
    expect(pages.read().rows).toEqual([{ id: 'o50' }])
  })

  it('keeps the rows on the screen when a quiet refresh fails, and says so', async () => {
    const server = slowServer<Page>()
    const pages = createPages<Row>(server.load)
    void pages.restart()
    server.at(0).answer({ rows: rows(0, 2), next: null })
    await settle()
    void pages.refresh()
    server.at(1).fail(new Error('offline'))
    await settle()
    expect(pages.read()).toMatchObject({ state: 'ready', rows: rows(0, 2), problem: expect.any(Error) })
  })

  it('is failed, not empty, when the first page never came, and recovers with a refresh', async () => {
    const server = slowServer<Page>()
    const pages = createPages<Row>(server.load)
    void pages.restart()
    server.at(0).fail(new Error('offline'))
    await settle()
    expect(pages.read().state).toBe('failed')
    void pages.refresh()
    server.at(1).answer({ rows: rows(0, 3), next: null })
    await settle()
    expect(pages.read()).toMatchObject({ state: 'ready', problem: null, newIds: [] })
    expect(pages.read().rows).toHaveLength(3)
  })

  it('does not let a refresh under way undo a page appended meanwhile', async () => {
    const server = slowServer<Page>()
    const pages = createPages<Row>(server.load)
    void pages.restart()
    server.at(0).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    void pages.refresh()
    void pages.loadMore()
    server.at(2).answer({ rows: rows(20, 20), next: 'c40' })
    server.at(1).answer({ rows: rows(0, 20), next: 'c20' })
    await settle()
    expect(pages.read().rows).toHaveLength(40)
    expect(pages.read().next).toBe('c40')
  })
})

describe('staff/parts/thing-store', () => {
  it('shows the answer of a move, not an older answer that arrives after it', async () => {
    const server = slowServer<string>()
    const thing = createThing(server.load)
    void thing.refresh()
    thing.put('approved')
    server.at(0).answer('review')
    await settle()
    expect(thing.read().value).toBe('approved')
  })

  it('keeps the value when asking again fails', async () => {
    const server = slowServer<string>()
    const thing = createThing(server.load)
    thing.put('review')
    void thing.refresh()
    server.at(0).fail(new Error('offline'))
    await settle()
    expect(thing.read()).toMatchObject({ state: 'ready', value: 'review', problem: expect.any(Error) })
  })
})
