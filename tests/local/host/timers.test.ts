import path from 'node:path'
import type { Cloud } from '../../../local/cloud'
import { bundleFixtures, functionConfig, post, temporaryFolder } from './fixture-bundles'
import { startTestCloud } from './test-cloud'

interface Run {
  event: { Type: string; TriggerName: string; Time: string }
  triggerSrc: string
  atMs: number
}

const root = temporaryFolder()
const triggers = [
  { name: 'hourly', type: 'timer' as const, config: '0 0 * * * * *' },
  { name: 'at-two', type: 'timer' as const, config: '0 0 2 * * * *' },
  { name: 'workdays', type: 'timer' as const, config: '0 30 18 * * MON-FRI *' },
]
let functionsFolder: string
let cloud: Cloud

beforeAll(async () => {
  functionsFolder = await bundleFixtures(['clock'], path.join(root, 'functions'))
})
beforeEach(async () => {
  const folder = path.join(root, `data-${expect.getState().currentTestName?.length ?? 0}-${Date.now()}`)
  cloud = await startTestCloud({ folder, root, functionsFolder, functions: [functionConfig('clock', { triggers })] })
})
afterEach(() => cloud.close())

const runs = async (): Promise<Run[]> =>
  (await cloud.functions.invoke('clock', { tell: true }, { source: 'sdk' })) as Run[]
const names = async (from = 0): Promise<string[]> => (await runs()).slice(from).map((run) => run.event.TriggerName)

describe('timers', () => {
  it('fire once per jump when due, in Beijing time, and have run when the clock call answers', async () => {
    await cloud.clock.set('2027-03-01T17:59:00Z') // Monday evening in London, Tuesday 01:59 in Beijing
    const before = (await runs()).length
    await cloud.clock.advance(2 * 60_000)
    expect((await names(before)).sort()).toEqual(['at-two', 'hourly'])
    await cloud.clock.advance(60_000)
    expect(await names(before)).toHaveLength(2)
    await cloud.clock.advance(5 * 3_600_000)
    expect((await names(before + 2)).sort()).toEqual(['hourly'])
  })

  it('know weekdays', async () => {
    await cloud.clock.set('2027-03-05T10:29:00Z') // Friday 18:29 in Beijing
    const before = (await runs()).length
    await cloud.clock.advance(2 * 60_000)
    expect(await names(before)).toEqual(['workdays'])
    await cloud.clock.set('2027-03-06T10:29:00Z')
    const saturday = (await runs()).length
    await cloud.clock.advance(2 * 60_000)
    expect(await names(saturday)).toEqual([])
  })

  it("give the platform's event and source", async () => {
    await cloud.clock.set('2027-03-01T01:59:59Z')
    await cloud.clock.advance(1_000)
    const run = (await runs()).at(-1)
    expect(run).toMatchObject({ event: { Type: 'Timer', TriggerName: 'hourly', Message: '' }, triggerSrc: 'timer' })
    expect(run?.event.Time).toMatch(/^2027-03-01T02:00:00/)
  })

  it('fire again after the clock went back', async () => {
    await cloud.clock.set('2027-03-01T01:59:00Z')
    await cloud.clock.advance(120_000)
    const before = (await runs()).length
    await cloud.clock.set('2027-02-20T01:59:00Z')
    await cloud.clock.advance(120_000)
    expect(await names(before)).toEqual(['hourly'])
  })

  it('fire by themselves as time passes', async () => {
    await cloud.clock.set('2027-03-01T04:59:59.500Z')
    const before = (await runs()).length
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(await names(before)).toEqual(['hourly'])
  })
})

describe('the clock', () => {
  it('is set, advanced and read over HTTP, and moves Date in functions', async () => {
    const set = await post(`${cloud.url}/dev/clock`, { set: '2027-03-01T00:00:00+08:00' })
    expect(String(set.body['now'])).toMatch(/^2027-02-28T16:00:00/)
    const advanced = await post(`${cloud.url}/dev/clock`, { advanceMs: 86_400_000 })
    expect(String(advanced.body['now'])).toMatch(/^2027-03-01T16:00:0/)
    expect(String((await post(`${cloud.url}/dev/clock`, {})).body['now'])).toMatch(/^2027-03-01T16:00:0/)
    const run = (await runs()).at(-1)
    expect(Math.abs((run?.atMs ?? 0) - Date.parse('2027-03-01T16:00:00Z'))).toBeLessThan(5_000)
    for (const wrong of [{ set: 'yesterday' }, { advanceMs: 'a' }, { advance: 1 }, [1]]) {
      expect((await post(`${cloud.url}/dev/clock`, wrong)).status).toBe(400)
    }
  })

  it('runs on after a restart, so that time does not go back', async () => {
    const folder = path.join(root, 'kept')
    const options = { folder, root, functionsFolder, functions: [functionConfig('clock')] }
    const first = await startTestCloud(options)
    await first.clock.set('2031-01-01T00:00:00Z')
    await first.close()
    const second = await startTestCloud(options)
    expect(second.clock.now() - Date.parse('2031-01-01T00:00:00Z')).toBeLessThan(10_000)
    expect(second.clock.now()).toBeGreaterThanOrEqual(Date.parse('2031-01-01T00:00:00Z'))
    await second.close()
  })
})
