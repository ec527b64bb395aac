import { codeOf } from '../support/doors'
import { expectSound } from '../support/invariants'
import { type RunningShop, startShop, type Transport } from '../support/running-shop'
import { disturb, sweep, wasDisturbed } from './disturb'
import { fillCrashShop, type Scenario, SCENARIOS } from './scenarios'

jest.setTimeout(120_000)

type Kind = 'fail' | 'timeout-after-apply'

const MOST_CALLS = 60

describe.each<[Kind, Transport]>([
  ['fail', 'memory'],
  ['timeout-after-apply', 'memory'],
  ['timeout-after-apply', 'http'],
])('a database call that goes wrong (%s, %s)', (kind, transport) => {
  let shop: RunningShop
  let run = 0

  beforeAll(async () => {
    shop = await startShop(transport)
    await fillCrashShop(shop.doors)
  })
  afterAll(() => shop.stop())

  /** What the customer was told when the n-th call went wrong; undefined when there were fewer calls. */
  async function goWrongAt(scenario: Scenario, nth: number): Promise<string | undefined> {
    run += 1
    const attempt = await scenario.start(shop.doors, run)
    await disturb(shop.doors, kind, nth)
    const reply = await attempt.ask(shop.doors)
    if (!(await wasDisturbed(shop.doors))) {
      expect(codeOf(reply)).toBe('ok')
      return undefined
    }
    await sweep(shop.doors)
    await expectSound(shop.doors)
    const repeated = await attempt.ask(shop.doors)
    expect(codeOf(repeated)).toBe('ok')
    await attempt.check(shop.doors)
    return codeOf(reply)
  }

  it.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
    'keeps every sum and does it once when each call in turn goes wrong while %s',
    async (_name, scenario) => {
      const told: string[] = []
      while (told.length < MOST_CALLS) {
        const code = await goWrongAt(scenario, told.length + 1)
        if (code === undefined) break
        told.push(code)
      }
      expect(told.length).toBeGreaterThanOrEqual(scenario.minCalls)
      expect(told.length).toBeLessThan(MOST_CALLS)
      // It went through all the same, or the answer is unknown, or it is a fault of ours; never a wrong refusal.
      expect(new Set(told)).toEqual(
        new Set(told.filter((code) => ['ok', 'INTERNAL', 'REQUEST.UNCERTAIN'].includes(code))),
      )
      await expectSound(shop.doors)
    },
  )
})
