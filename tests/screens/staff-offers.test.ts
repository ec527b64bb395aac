import { staffContract } from '../../src/contract'
import type { ActionMeta } from '../../src/shared/action'
import { STAFF_ROLES } from '../../src/shared/role'
import { offersOf, QUEUES, queuesOf, type Offers } from '../../miniprogram/staff/parts/offers'

type Action = { '~orpc': { meta: ActionMeta } }

/** What a button does, and the action that decides. */
const decides: Record<keyof Offers, Action> = {
  claim: staffContract.customer.claim,
  createCustomer: staffContract.customer.create,
  setLevel: staffContract.customer.setLevel,
  receive: staffContract.stock.receive,
  prove: staffContract.stock.proof,
  seeTeam: staffContract.staff.list,
  manageTeam: staffContract.staff.invite,
}

describe('miniprogram/staff/parts/offers', () => {
  it.each(STAFF_ROLES)('shows the role %s exactly the buttons whose actions the door allows', (role) => {
    const allowed = Object.fromEntries(
      Object.entries(decides).map(([name, action]) => [name, action['~orpc'].meta.roles.includes(role)]),
    )
    expect(offersOf(role)).toEqual(allowed)
  })

  it('offers revoking and clearing the demo with inviting, because the same roles may', () => {
    const { invite, revoke } = staffContract.staff
    expect(revoke['~orpc'].meta.roles).toEqual(invite['~orpc'].meta.roles)
    expect(staffContract.shop.clearDemo['~orpc'].meta.roles).toEqual(invite['~orpc'].meta.roles)
  })

  it.each(STAFF_ROLES)('gives the role %s a first queue and no unknown one', (role) => {
    const queues = queuesOf(role)
    expect(queues.length).toBeGreaterThan(2)
    expect(queues.filter((queue) => !QUEUES.includes(queue))).toEqual([])
  })

  it('starts the warehouse with what is to ship and finance with the money to come', () => {
    expect([queuesOf('warehouse')[0], queuesOf('finance')[0], queuesOf('sales')[0]]).toEqual([
      'toShip',
      'expected',
      'review',
    ])
  })
})
