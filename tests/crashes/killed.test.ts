import { startChildShop, type ChildShop } from '../support/child-shop'
import { codeOf } from '../support/doors'
import { expectSound } from '../support/invariants'
import { askForOrder, receive, saveItem } from '../support/small-shop'
import { answerOf, disturb, sweep, wasDisturbed } from './disturb'
import { fillCrashShop, type Scenario, SCENARIOS } from './scenarios'

jest.setTimeout(120_000)

type Kill = 'kill' | 'kill-after-apply'

/** Far above the calls of any action: a loop that does not end is a failure. */
const MOST_CALLS = 60

describe.each<Kill>(['kill', 'kill-after-apply'])('a process that dies at each database call (%s)', (kill) => {
  let shop: ChildShop
  let run = 0

  beforeAll(async () => {
    shop = await startChildShop()
    await fillCrashShop(shop.doors)
  })
  afterAll(() => shop.stop())

  /** True when the process died at the n-th call; then everything was put right and the repeat answered. */
  async function dieAt(scenario: Scenario, nth: number): Promise<boolean> {
    run += 1
    const attempt = await scenario.start(shop.doors, run)
    await disturb(shop.doors, kill, nth)
    const reply = await answerOf(attempt.ask(shop.doors))
    if (reply !== undefined && !(await wasDisturbed(shop.doors))) {
      expect(codeOf(reply)).toBe('ok')
      return false
    }
    await shop.restart()
    await sweep(shop.doors)
    await expectSound(shop.doors)
    expect(codeOf(await attempt.ask(shop.doors))).toBe('ok')
    await attempt.check(shop.doors)
    return true
  }

  const scenarios = SCENARIOS.filter((scenario) => kill === 'kill' || scenario.isSideBySide)

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'keeps every sum and does it once when it dies while %s',
    async (_name, scenario) => {
      let deaths = 0
      while (deaths < MOST_CALLS && (await dieAt(scenario, deaths + 1))) deaths += 1
      expect(deaths).toBeGreaterThanOrEqual(scenario.minCalls)
      expect(deaths).toBeLessThan(MOST_CALLS)
      await expectSound(shop.doors)
    },
  )
})

describe('two buyers and a process that dies', () => {
  let shop: ChildShop

  beforeAll(async () => {
    shop = await startChildShop()
    await fillCrashShop(shop.doors)
  })
  afterAll(() => shop.stop())

  it('gives the last 5 pieces to one of two buyers, wherever in their calls it dies', async () => {
    for (let nth = 1; nth <= 14; nth += 1) {
      const itemId = `L${nth}`
      await saveItem(shop.doors, itemId, {})
      await receive(shop.doors, itemId, 'W1/B1', 5)
      const buyers = ['customer:901', 'customer:902']
      await Promise.all(buyers.map((as) => shop.doors.signIn(as)))
      await disturb(shop.doors, 'kill', nth)
      const askAll = () =>
        Promise.all(
          buyers.map((as) => answerOf(askForOrder(shop.doors, as, `last-${nth}-pieces`, { [itemId]: 5, A: 1 }))),
        )
      const replies = await askAll()
      if (replies.includes(undefined)) await shop.restart()
      else await shop.doors.dev('fault', { clear: true })
      await sweep(shop.doors)
      await expectSound(shop.doors)
      const again = await askAll()
      const codes = again.map((reply) => (reply === undefined ? 'died' : codeOf(reply)))
      expect(codes.sort()).toEqual(['STOCK.SHORT', 'ok'])
      // Who was told "ok" before the end has the order.
      replies.forEach((reply, at) => {
        if (reply?.ok === true) expect(again[at]).toEqual(reply)
      })
    }
    await expectSound(shop.doors)
  })
})
