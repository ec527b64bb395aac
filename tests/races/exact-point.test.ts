import type { Fault } from '../../local/dev/faults'
import { codeOf, countCodes } from '../support/doors'
import { expectSound } from '../support/invariants'
import { type RunningShop, startShop } from '../support/running-shop'
import { askForOrder, type Bins, fillShop, placeOrder, receive, saveItem } from '../support/small-shop'

const DELAY_MS = 800

/** Two things at once where it hurts: one is held up in a database call of our choice while the other goes through. */
describe('races at an exact point', () => {
  let shop: RunningShop

  beforeAll(async () => {
    shop = await startShop()
    await fillShop(shop.doors, { other: { 'W1/B1': 100 } })
    const people = ['customer:1', 'customer:2', 'customer:3', 'sales:1', 'manager:1', 'warehouse:1']
    await Promise.all(people.map((as) => shop.doors.signIn(as)))
  })
  afterEach(async () => {
    shop.cloud.faults.clear()
    await expectSound(shop.doors)
  })
  afterAll(() => shop.stop())

  async function stock(itemId: string, bins: Bins): Promise<void> {
    await saveItem(shop.doors, itemId, {})
    for (const [place, quantity] of Object.entries(bins)) await receive(shop.doors, itemId, place, quantity)
  }

  /** Holds up the n-th change of a document of this collection from now on; resolves once one is held up. */
  function holdUp(collection: string, nth = 1): () => Promise<void> {
    // Holds are taken and given back by writes that return no document; the order's moves return theirs.
    const fault: Fault = {
      action: collection === 'stocks' ? 'database.modifyDocument' : 'database.modifyAndReturnDoc',
      kind: 'delay',
      nth,
      every: false,
      ms: DELAY_MS,
      collection,
    }
    shop.cloud.faults.clear()
    shop.cloud.faults.add(fault)
    return async () => {
      const isHit = () => shop.cloud.faults.counters().faults.some((planned) => planned.hit)
      for (let waited = 0; !isHit(); waited += 5) {
        if (waited > 5000) throw new Error(`nothing changed a document of ${collection}`)
        await pause(5)
      }
    }
  }
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const sweep = () => shop.cloud.clock.advance(2 * 60_000)
  const stateOf = async (orderId: string) =>
    ((await shop.doors.get('sales:1', 'order.get', { orderId })) as { state: string }).state
  const locked = async (itemId: string) =>
    ((await shop.doors.get('sales:1', 'stock.onHand', { itemId })) as { locked: number }).locked

  it('lets a cancellation that was held up lose against the approval that overtook it', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'cancel-late', { other: 1 })
    const isHeldUp = holdUp('orders')
    const cancelling = shop.doors.ask('customer:1', 'order.cancel', { orderId: id })
    await isHeldUp()
    expect(codeOf(await shop.doors.ask('sales:1', 'order.approve', { orderId: id }))).toBe('ok')
    expect(await cancelling).toMatchObject({
      error: { code: 'ORDER.STATE', fields: { state: 'approved', by: '销售 1' } },
    })
    expect([await stateOf(id), await locked('other')]).toEqual(['approved', 1])
  })

  it('lets an approval that was held up lose against the cancellation that overtook it', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'approve-late', { other: 2 })
    const before = await locked('other')
    const isHeldUp = holdUp('orders')
    const approving = shop.doors.ask('sales:1', 'order.approve', { orderId: id })
    await isHeldUp()
    expect(codeOf(await shop.doors.ask('customer:1', 'order.cancel', { orderId: id }))).toBe('ok')
    expect(await approving).toMatchObject({ error: { code: 'ORDER.STATE', fields: { state: 'cancelled' } } })
    expect([await stateOf(id), await locked('other')]).toEqual(['cancelled', before - 2])
  })

  it('gives pieces back once when the sweep overtakes a cancellation that is giving them back', async () => {
    await stock('returned', { 'W1/B1': 5 })
    const { id } = await placeOrder(shop.doors, 'customer:1', 'cancel-and-sweep', { returned: 5 })
    const isHeldUp = holdUp('stocks')
    const cancelling = shop.doors.ask('customer:1', 'order.cancel', { orderId: id })
    await isHeldUp()
    await sweep()
    // Somebody else has the pieces before the first give-back goes through.
    await placeOrder(shop.doors, 'customer:2', 'takes-the-returned', { returned: 5 })
    expect(codeOf(await cancelling)).toBe('ok')
    expect(await locked('returned')).toBe(5)
  })

  it('sweeps to the end when the clock jumps on three times while a sweep is held up', async () => {
    const { id } = await placeOrder(shop.doors, 'customer:1', 'jump-and-jump', { other: 1 })
    const before = await locked('other')
    shop.cloud.faults.add({ action: '*', kind: 'fail', nth: 1, every: false, ms: 0, collection: 'stocks' })
    expect(codeOf(await shop.doors.ask('customer:1', 'order.cancel', { orderId: id }))).not.toBe('ok')
    const isHeldUp = holdUp('stocks')
    const first = sweep()
    await isHeldUp()
    await Promise.all([first, sweep(), sweep()])
    expect([await stateOf(id), await locked('other')]).toEqual(['cancelled', before - 1])
  })

  it('answers both when the same order is placed twice and the first is held up at its hold', async () => {
    const isHeldUp = holdUp('stocks')
    const first = askForOrder(shop.doors, 'customer:1', 'placed-twice-1', { other: 3 })
    await isHeldUp()
    const second = askForOrder(shop.doors, 'customer:1', 'placed-twice-1', { other: 3 })
    const replies = await Promise.all([first, second])
    expect(countCodes(replies)).toEqual({ ok: 2 })
    expect(replies[0]).toEqual(replies[1])
  })

  it('keeps one order when the sweep finishes what a slow runner is still holding pieces for', async () => {
    await stock('slow', { 'W1/B1': 5 })
    const isHeldUp = holdUp('stocks')
    const placing = askForOrder(shop.doors, 'customer:1', 'slow-runner-1', { slow: 5 })
    await isHeldUp()
    await sweep()
    expect(await placing).toMatchObject({ ok: true, output: { state: 'review' } })
    expect(await locked('slow')).toBe(5)
  })

  it('leaves no hold behind when the sweep undid the order of a slow runner and the pieces came back since', async () => {
    await stock('undone', { 'W1/B1': 5 })
    const isHeldUp = holdUp('stocks')
    const placing = askForOrder(shop.doors, 'customer:1', 'undone-runner', { undone: 5 })
    await isHeldUp()
    const { id } = await placeOrder(shop.doors, 'customer:2', 'takes-all-of-it', { undone: 5 })
    await sweep()
    await shop.doors.get('customer:2', 'order.cancel', { orderId: id })
    const reply = await placing
    const isStanding = codeOf(reply) === 'ok'
    expect(await locked('undone')).toBe(isStanding ? 5 : 0)
  })

  it('keeps every line of an order held that the sweep planned anew under a slow runner', async () => {
    await stock('first', { 'W1/B1': 5 })
    await stock('moved', { 'W1/B1': 5, 'W1/B2': 5 })
    const isHeldUp = holdUp('stocks', 2)
    const placing = askForOrder(shop.doors, 'customer:1', 'replanned-order', { first: 1, moved: 5 })
    await isHeldUp()
    await placeOrder(shop.doors, 'customer:2', 'takes-the-first-bin', { moved: 5 })
    await sweep()
    expect(await placing).toMatchObject({ ok: true, output: { state: 'review' } })
    expect([await locked('first'), await locked('moved')]).toEqual([1, 10])
  })

  it('frees the pieces that a slow runner took in a bin the sweep no longer counts on', async () => {
    await stock('stray', { 'W1/B1': 5, 'W1/B2': 5 })
    const isHeldUp = holdUp('stocks')
    const placing = askForOrder(shop.doors, 'customer:1', 'stray-hold-01', { stray: 5 })
    await isHeldUp()
    const { id } = await placeOrder(shop.doors, 'customer:2', 'empties-bin-one', { stray: 5 })
    await sweep()
    // The first bin is free again before the slow runner's hold goes through.
    await shop.doors.get('customer:2', 'order.cancel', { orderId: id })
    expect(await placing).toMatchObject({ ok: true, output: { state: 'review' } })
    expect(await locked('stray')).toBe(5)
  })

  it('leaves no hold behind when the order was finished by the sweep and cancelled before the slow hold went through', async () => {
    await stock('ended', { 'W1/B1': 5 })
    const isHeldUp = holdUp('stocks')
    const placing = askForOrder(shop.doors, 'customer:1', 'ended-before-01', { ended: 5 })
    await isHeldUp()
    await sweep()
    const listed = (await shop.doors.get('customer:1', 'order.list', { limit: 1 })) as { rows: { id: string }[] }
    await shop.doors.get('customer:1', 'order.cancel', { orderId: listed.rows[0]?.id })
    expect(await placing).toMatchObject({ ok: true, output: { state: 'cancelled' } })
    expect(await locked('ended')).toBe(0)
  })

  it('ships pieces once when two people send the same note at once', async () => {
    await stock('shipped', { 'W1/B1': 9 })
    const { id } = await placeOrder(shop.doors, 'customer:1', 'shipped-twice', { shipped: 4 })
    await shop.doors.get('sales:1', 'order.approve', { orderId: id })
    const note = (await shop.doors.get('warehouse:1', 'shipment.prepare', { orderId: id })) as { id: string }
    const send = { noteId: note.id, carrier: 'SF', waybillNumber: 'SF1234567890' }
    const isHeldUp = holdUp('stocks')
    const first = shop.doors.ask('warehouse:1', 'shipment.send', send)
    await isHeldUp()
    const second = await shop.doors.ask('manager:1', 'shipment.send', send)
    expect(countCodes([await first, second])).toEqual({ ok: 2 })
    const onHand = await shop.doors.get('sales:1', 'stock.onHand', { itemId: 'shipped' })
    expect(onHand).toMatchObject({ onHand: 5, locked: 0, usable: 5 })
  })
})
