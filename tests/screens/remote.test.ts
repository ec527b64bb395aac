import { createPaged } from '../../miniprogram/services/paged'
import { createRemote } from '../../miniprogram/services/remote'
import { refused } from '../../miniprogram/services/refused'

const offline = refused({ code: 'NET.OFFLINE', message: 'offline' })

/** A call whose answer the test gives when it wants to. */
function pending<T>() {
  const handle: { answer: (value: T) => void; fail: (error: unknown) => void; promise: Promise<T> } = {
    answer: () => undefined,
    fail: () => undefined,
    promise: Promise.resolve() as never,
  }
  handle.promise = new Promise<T>((resolve, reject) => {
    handle.answer = resolve
    handle.fail = reject
  })
  return handle
}

describe('an answer from the cloud (remote.ts)', () => {
  it('takes only the last of two askings, also when the first answers last', async () => {
    const remote = createRemote<string>()
    const [slow, quick] = [pending<string>(), pending<string>()]
    const first = remote.ask(() => slow.promise)
    const second = remote.ask(() => quick.promise)
    quick.answer('new')
    await second
    slow.answer('old')
    await first
    expect(remote.read()).toEqual({ data: 'new', error: undefined, isLoading: false })
  })

  it('keeps what it had when a quiet refresh fails, and says nothing', async () => {
    const remote = createRemote<string>()
    await remote.ask(() => Promise.resolve('first'))
    await remote.ask(() => Promise.reject(offline), { quiet: true })
    expect(remote.read()).toEqual({ data: 'first', error: undefined, isLoading: false })
  })

  it('shows the error of a failed first asking, and of a failed retry beside the older answer', async () => {
    const remote = createRemote<string>()
    await remote.ask(() => Promise.reject(offline))
    expect(remote.read()).toEqual({ data: undefined, error: offline, isLoading: false })
    await remote.ask(() => Promise.resolve('first'))
    await remote.ask(() => Promise.reject(offline))
    expect(remote.read()).toEqual({ data: 'first', error: offline, isLoading: false })
  })

  it('lets the answer of a change stand against an older asking under way', async () => {
    const remote = createRemote<string>()
    const slow = pending<string>()
    const asking = remote.ask(() => slow.promise)
    remote.put('cancelled')
    slow.answer('review')
    await asking
    expect(remote.read().data).toBe('cancelled')
  })
})

interface Row {
  id: string
  state?: string
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }))

describe('a list that grows (paged.ts)', () => {
  it('appends pages and shows a row once that new rows pushed onto the next page', async () => {
    const list = createPaged<Row>((row) => row.id)
    await list.start(() => Promise.resolve({ rows: rows('4', '3'), next: 'a' }))
    await list.more((after) => Promise.resolve({ rows: rows('3', '2'), next: after === 'a' ? null : 'wrong' }))
    expect(list.read().rows.map((row) => row.id)).toEqual(['4', '3', '2'])
    expect(list.read().next).toBeNull()
  })

  it('asks for one page when the end is reached twice at once', async () => {
    const list = createPaged<Row>((row) => row.id)
    await list.start(() => Promise.resolve({ rows: rows('2'), next: 'a' }))
    let calls = 0
    const load = () => {
      calls += 1
      return Promise.resolve({ rows: rows('1'), next: null })
    }
    await Promise.all([list.more(load), list.more(load)])
    expect(calls).toBe(1)
  })

  it('drops the next page of an older question', async () => {
    const list = createPaged<Row>((row) => row.id)
    await list.start(() => Promise.resolve({ rows: rows('old'), next: 'a' }))
    const slow = pending<{ rows: Row[]; next: null }>()
    const more = list.more(() => slow.promise)
    await list.start(() => Promise.resolve({ rows: rows('new'), next: null }))
    slow.answer({ rows: rows('older'), next: null })
    await more
    expect(list.read().rows).toEqual(rows('new'))
  })

  it('refreshes the head of a list that was read further, keeping what lies below', async () => {
    const list = createPaged<Row>((row) => row.id)
    await list.start(() => Promise.resolve({ rows: rows('3', '2'), next: 'a' }))
    await list.more(() => Promise.resolve({ rows: rows('1', '0'), next: 'b' }))
    await list.start(() => Promise.resolve({ rows: [{ id: '4' }, { id: '3', state: 'shipped' }], next: 'x' }), {
      quiet: true,
    })
    expect(list.read().rows).toEqual([{ id: '4' }, { id: '3', state: 'shipped' }, ...rows('2', '1', '0')])
    expect(list.read().next).toBe('b')
  })

  it('keeps the rows and offers a retry when a further page fails', async () => {
    const list = createPaged<Row>((row) => row.id)
    await list.start(() => Promise.resolve({ rows: rows('2'), next: 'a' }))
    await list.more(() => Promise.reject(offline))
    expect(list.read()).toMatchObject({ rows: rows('2'), next: 'a', error: offline, isLoadingMore: false })
  })
})
