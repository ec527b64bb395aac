import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { customerContract, staffContract } from '../../src/contract'
import { accountOf, codeOf, type Door, type Shop, startShop } from '../support/shop'

const roles = ['guest', 'customer', 'sales', 'manager', 'warehouse', 'finance', 'service', 'owner'] as const

/** Who may use what, as it was agreed; kept apart from the contract, so that a change there must be made here as well. */
const expected = `
                                guest     customer  sales     manager   warehouse finance   service   owner
customer session.open           yes       yes       yes       yes       yes       yes       yes       yes
customer session.refresh        yes       yes       yes       yes       yes       yes       yes       yes
customer session.close          -         yes       yes       yes       yes       yes       yes       yes
customer me.get                 -         yes       yes       yes       yes       yes       yes       yes
customer signIn.start           yes       yes       yes       yes       yes       yes       yes       yes
customer signIn.poll            yes       yes       yes       yes       yes       yes       yes       yes
customer signIn.look            -         yes       yes       yes       yes       yes       yes       yes
customer signIn.confirm         -         yes       yes       yes       yes       yes       yes       yes
customer staff.join             -         yes       yes       yes       yes       yes       yes       yes
customer profile.get            -         yes       -         -         -         -         -         -
customer profile.save           -         yes       -         -         -         -         -         -
customer profile.saveAddress    -         yes       -         -         -         -         -         -
customer profile.removeAddress  -         yes       -         -         -         -         -         -
customer catalog.categories     yes       yes       yes       yes       yes       yes       yes       yes
customer catalog.search         yes       yes       yes       yes       yes       yes       yes       yes
customer catalog.item           yes       yes       yes       yes       yes       yes       yes       yes
customer quote.lookup           yes       yes       yes       yes       yes       yes       yes       yes
customer order.draft            -         yes       -         -         -         -         -         -
customer order.place            -         yes       -         -         -         -         -         -
customer order.list             -         yes       -         -         -         -         -         -
customer order.get              -         yes       -         -         -         -         -         -
customer order.cancel           -         yes       -         -         -         -         -         -
customer tracking.get           -         yes       -         -         -         -         -         -
customer tracking.lookup        yes       yes       yes       yes       yes       yes       yes       yes
staff session.open              yes       yes       yes       yes       yes       yes       yes       yes
staff session.refresh           yes       yes       yes       yes       yes       yes       yes       yes
staff session.close             -         yes       yes       yes       yes       yes       yes       yes
staff me.get                    -         -         yes       yes       yes       yes       yes       yes
staff staff.list                -         -         -         yes       -         -         -         yes
staff staff.invite              -         -         -         -         -         -         -         yes
staff staff.revoke              -         -         -         -         -         -         -         yes
staff customer.list             -         -         yes       yes       yes       yes       yes       yes
staff customer.get              -         -         yes       yes       yes       yes       yes       yes
staff customer.create           -         -         yes       yes       -         -         -         yes
staff customer.setLevel         -         -         -         yes       -         -         -         yes
staff customer.claim            -         -         yes       yes       -         -         -         yes
staff catalog.categories        -         -         yes       yes       yes       yes       yes       yes
staff catalog.search            -         -         yes       yes       yes       yes       yes       yes
staff catalog.item              -         -         yes       yes       yes       yes       yes       yes
staff catalog.saveCategory      -         -         -         yes       -         -         -         yes
staff catalog.saveItem          -         -         -         yes       -         -         -         yes
staff catalog.savePicture       -         -         -         yes       -         -         -         yes
staff level.list                -         -         yes       yes       yes       yes       yes       yes
staff level.save                -         -         -         yes       -         -         -         yes
staff quote.lookup              -         -         yes       yes       yes       yes       yes       yes
staff warehouse.list            -         -         yes       yes       yes       yes       yes       yes
staff warehouse.save            -         -         -         -         -         -         -         yes
staff stock.receive             -         -         -         yes       yes       -         -         yes
staff stock.onHand              -         -         yes       yes       yes       yes       yes       yes
staff stock.list                -         -         yes       yes       yes       yes       yes       yes
staff stock.check               -         -         yes       yes       yes       yes       yes       yes
staff stock.proof               -         -         -         yes       yes       -         -         yes
staff order.list                -         -         yes       yes       yes       yes       yes       yes
staff order.get                 -         -         yes       yes       yes       yes       yes       yes
staff order.approve             -         -         yes       yes       -         -         -         yes
staff order.refuse              -         -         yes       yes       -         -         -         yes
staff shipment.prepare          -         -         -         yes       yes       -         -         yes
staff shipment.get              -         -         yes       yes       yes       yes       yes       yes
staff shipment.send             -         -         -         yes       yes       -         -         yes
staff shipment.tracking         -         -         yes       yes       yes       yes       yes       yes
staff shop.clearDemo            -         -         -         -         -         -         -         yes
`

let shop: Shop
beforeAll(async () => {
  shop = await startShop()
})
afterAll(() => shop.stop())

/** No action takes this, so being let in shows as REQUEST.INVALID and changes nothing. */
const nonsense = { nonsense: true }

async function codeFor(door: Door, path: string, role: (typeof roles)[number]): Promise<string> {
  if (role === 'guest') return codeOf(await shop.callInWechat('wx-nobody', door, { path, input: nonsense }))
  const as = `${role}:1`
  const event = { path, input: nonsense, session: await shop.session(as) }
  return codeOf(await shop.callInWechat(accountOf(as).openid, door, event))
}

function wantedCode(mark: string, role: string): string {
  if (mark === 'yes') return 'REQUEST.INVALID'
  return role === 'guest' ? 'AUTH.NEEDED' : 'AUTH.FORBIDDEN'
}

const rows = expected
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(/ +/))
  .map(([door = '', path = '', ...marks]) => ({ door: door as Door, path, marks }))

describe('permissions', () => {
  it('have a row for every action of both doors and none for what is gone', () => {
    const actions = [...pathsOf('customer', customerContract), ...pathsOf('staff', staffContract)]
    expect(rows.map(({ door, path }) => `${door} ${path}`).sort()).toEqual(actions.sort())
    expect(rows.every(({ marks }) => marks.length === roles.length)).toBe(true)
  })

  it.each(rows)('$door $path lets in exactly those of the table', async ({ door, path, marks }) => {
    const codes = await Promise.all(roles.map((role) => codeFor(door, path, role)))
    expect(codes).toEqual(roles.map((role, n) => wantedCode(marks[n] ?? '', role)))
  })

  it('are the same over HTTP: 401 for a guest, 403 for the wrong role', async () => {
    const ask = async (as: string) => {
      const authorization = as === 'guest' ? {} : { authorization: `Bearer ${await shop.session(as)}` }
      return (await shop.http('/staff/staff.list', { method: 'POST', headers: authorization, body: '{}' })).status
    }
    expect(await Promise.all(['guest', 'customer:1', 'sales:1', 'owner:1'].map(ask))).toEqual([401, 403, 403, 200])
  })
})

function pathsOf(door: string, contract: AnyContractRouter, path: string[] = []): string[] {
  if (isContractProcedure(contract)) return [`${door} ${path.join('.')}`]
  return Object.entries(contract).flatMap(([name, part]) => pathsOf(door, part, [...path, name]))
}
