import { demo } from './data'
import type { DemoCloud } from './demo-cloud'
import { loadDemo } from './load'
import { inParallel } from './pace'

interface Call {
  door: string
  as: string
  path: string
  input: Record<string, unknown>
  at: number
}

/** A cloud that only takes notes, and answers with what the next call needs. */
function recordingCloud(refuse?: string) {
  const calls: Call[] = []
  const clock: number[] = []
  let now = Date.parse('2026-03-01T12:00:00+08:00')
  const cloud: DemoCloud = {
    call: async (door, as, path, input) => {
      calls.push({ door, as, path, input: input as Record<string, unknown>, at: now })
      await Promise.resolve()
      if (path === refuse) throw new Error(`refused ${path}`)
      const { requestId, orderId, name } = input as { requestId?: string; orderId?: string; name?: string }
      return {
        token: `t-${as} for ${name ?? ''}`,
        picture: 'p',
        customerId: `c-${as}`,
        id: requestId ?? `note-${orderId ?? ''}`,
      }
    },
    now: () => now,
    setClock: async (iso) => {
      now = Date.parse(iso)
      clock.push(now)
    },
    bootstrapOwner: async () => undefined,
  }
  return { cloud, calls, clock, start: now }
}

const pathsOf = (calls: readonly Call[], path: string): Call[] => calls.filter((call) => call.path === path)

describe('loadDemo', () => {
  it('opens the shop 31 days ago, only moves the clock forward from there, and ends at the present', async () => {
    const { cloud, clock, start } = recordingCloud()
    await loadDemo(cloud)
    expect(start - (clock[0] ?? 0)).toBe(31 * 24 * 60 * 60_000)
    expect(clock).toEqual([...clock].sort((left, right) => left - right))
    const drift = (clock.at(-1) ?? 0) - start
    expect(drift).toBeGreaterThanOrEqual(0)
    expect(drift).toBeLessThan(10_000)
  })

  it('saves 60 items with pictures and fills both warehouses with each, 120 times', async () => {
    const { cloud, calls } = recordingCloud()
    await loadDemo(cloud)
    const [saved, received] = [pathsOf(calls, 'catalog.saveItem'), pathsOf(calls, 'stock.receive')]
    expect([saved.length, received.length]).toEqual([60, 120])
    expect(saved.every(({ input }) => input.picture === 'p')).toBe(true)
    expect(new Set(received.map(({ input }) => input.requestId)).size).toBe(120)
  })

  it('lets each of seven staff take up their own invitation at the customer door', async () => {
    const { cloud, calls } = recordingCloud()
    await loadDemo(cloud)
    const joined = pathsOf(calls, 'staff.join')
    const staff = Object.keys(demo.people).filter((key) => !key.startsWith('customer:'))
    expect(joined.map(({ as }) => as).sort()).toEqual(staff.sort())
    expect(joined.every(({ as, input }) => input.token === `t-owner:1 for ${demo.people[as]?.name ?? ''}`)).toBe(true)
    expect(joined.every(({ door }) => door === 'customer')).toBe(true)
  })

  it('places each past order on its day and ships exactly those that were shipped', async () => {
    const { cloud, calls, start } = recordingCloud()
    await loadDemo(cloud)
    const placed = pathsOf(calls, 'order.place')
    expect(placed).toHaveLength(demo.history.length)
    for (const order of demo.history) {
      const call = placed.find(({ input }) => input.requestId === `demo-order-${order.id}`)
      expect(call?.as).toBe(order.customer)
      expect(Math.ceil((start - (call?.at ?? 0)) / 86_400_000) - order.daysAgo).toBeLessThanOrEqual(1)
    }
    const gone = demo.history.filter(({ reached }) => reached === 'shipped' || reached === 'signed')
    const sent = pathsOf(calls, 'shipment.send').map(({ input }) => input.noteId)
    expect(sent.sort()).toEqual(gone.map(({ id }) => `note-demo-order-${id}`).sort())
  })

  it('stops at the first refusal and says which', async () => {
    const { cloud, calls } = recordingCloud('catalog.saveItem')
    await expect(loadDemo(cloud)).rejects.toThrow('refused catalog.saveItem')
    expect(pathsOf(calls, 'stock.receive')).toEqual([])
  })
})

describe('inParallel', () => {
  it('keeps the answers in order and never runs more than 3 of 10 at once', async () => {
    let running = 0
    let most = 0
    const answers = await inParallel(
      [9, 1, 8, 2, 7, 3, 6, 4, 5, 0],
      async (wait) => {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, wait))
        running -= 1
        return wait * 10
      },
      3,
    )
    expect(answers).toEqual([90, 10, 80, 20, 70, 30, 60, 40, 50, 0])
    expect(most).toBe(3)
  })

  it('starts nothing new after a failure', async () => {
    const started: number[] = []
    const work = async (entry: number): Promise<void> => {
      started.push(entry)
      await Promise.resolve()
      if (entry === 2) throw new Error('two failed')
    }
    await expect(inParallel([1, 2, 3, 4, 5, 6, 7, 8], work, 2)).rejects.toThrow('two failed')
    expect(started.length).toBeLessThan(5)
  })
})
