import { codeOf, type Door, type Reply, type Shop, startShop, unwrap } from '../support/shop'

let shop: Shop

interface Session {
  session: string
  refresh: string | null
  expiresAt: string
  role: string
  person: { id: string; name: string; roles: string[]; customerId: string }
}
interface Ticket {
  ticket: string
  secret: string
  qrText: string
  expiresAt: string
}

/** A call over HTTP with a session at hand. */
async function withSession(door: Door, session: string, path: string, input: unknown = {}): Promise<Reply> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${session}` }
  const { text } = await shop.http(`/${door}`, { method: 'POST', headers, body: JSON.stringify({ path, input }) })
  return JSON.parse(text) as Reply
}

async function openInWechat(openid: string, door: Door = 'customer', input: object = {}): Promise<Session> {
  return unwrap<Session>(await shop.callInWechat(openid, door, { path: 'session.open', input }))
}

const minute = 60_000

/** A new person of the staff: invited by the owner, joined in WeChat. */
async function hire(openid: string, roles: string[], name = '新同事'): Promise<Session> {
  const { token } = await shop.want<{ token: string }>('staff', 'owner:1', 'staff.invite', { name, roles })
  const { session } = await openInWechat(openid)
  unwrap(await shop.callInWechat(openid, 'customer', { path: 'staff.join', input: { token }, session }))
  return openInWechat(openid, 'staff')
}

/** A browser that asked, and the phone that confirmed. */
async function startInBrowser(role: string): Promise<Ticket> {
  return shop.want<Ticket>('customer', 'guest', 'signIn.start', { role, device: 'Chrome' })
}
async function confirmOnPhone(openid: string, ticket: string): Promise<Reply> {
  const { session } = await openInWechat(openid)
  return shop.callInWechat(openid, 'customer', { path: 'signIn.confirm', input: { ticket }, session })
}
async function signInBrowser(openid: string, role: string): Promise<Session> {
  const { ticket, secret } = await startInBrowser(role)
  unwrap(await confirmOnPhone(openid, ticket))
  const polled = await shop.want<{ session: Session }>('customer', 'guest', 'signIn.poll', { ticket, secret })
  return polled.session
}

describe.each(['memory', 'http'] as const)('with the database over %s:', (databaseTransport) => {
  beforeAll(async () => {
    shop = await startShop({ databaseTransport, environment: { OWNER_OPENID: 'wx-founder' } })
  })
  afterAll(() => shop.stop())

  describe('signing in inside WeChat', () => {
    it('knows a person again: the same person and customer on the second visit, and the unionid when it comes later', async () => {
      const first = await openInWechat('wx-anna')
      const again = await openInWechat('wx-anna')
      expect(again.person).toEqual(first.person)
      expect(first).toMatchObject({ role: 'customer', refresh: null, person: { roles: ['customer'] } })
    })

    it('is good for 15 minutes: accepted after 14, AUTH.EXPIRED after 15', async () => {
      const { session } = await openInWechat('wx-berta')
      await shop.cloud.clock.advance(14 * minute)
      expect(codeOf(await withSession('customer', session, 'profile.get'))).toBe('ok')
      await shop.cloud.clock.advance(minute)
      expect(codeOf(await withSession('customer', session, 'profile.get'))).toBe('AUTH.EXPIRED')
    })

    it('refuses the session of one WeChat account in the WeChat of another', async () => {
      const { session } = await openInWechat('wx-clara')
      const call = { path: 'profile.get', input: {}, session }
      expect(codeOf(await shop.callInWechat('wx-clara', 'customer', call))).toBe('ok')
      expect(codeOf(await shop.callInWechat('wx-thief', 'customer', call))).toBe('AUTH.EXPIRED')
    })

    it('takes the identity from WeChat and never from the event', async () => {
      const event = {
        path: 'session.open',
        input: {},
        userInfo: { openId: 'demo-openid-owner-1' },
        openid: 'demo-openid-owner-1',
      }
      const opened = unwrap<Session>(await shop.callInWechat('wx-dora', 'customer', event))
      expect(opened.person.roles).toEqual(['customer'])
      const bySdk = (await shop.cloud.functions.invoke('customer', event, { source: 'sdk' })) as Reply
      expect(codeOf(bySdk)).toBe('AUTH.NEEDED')
      const byTimer = (await shop.cloud.functions.invoke('staff', event, { source: 'timer', trigger: 'x' })) as Reply
      expect(codeOf(byTimer)).toBe('AUTH.NEEDED')
    })

    it('lets nobody into the workbench who holds no role, and leaves no trace of the try', async () => {
      expect(codeOf(await shop.callInWechat('wx-stranger', 'staff', { path: 'session.open', input: {} }))).toBe(
        'AUTH.FORBIDDEN',
      )
      const asOwner = { path: 'session.open', input: { role: 'owner' } }
      expect(codeOf(await shop.callInWechat('wx-stranger', 'customer', asOwner))).toBe('AUTH.FORBIDDEN')
    })

    it('exchanges a login code over HTTP once, and refuses it the second time', async () => {
      const made = await shop.http('/dev/wechat/login', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ openid: 'wx-http-person' }),
      })
      const { code } = JSON.parse(made.text) as { code: string }
      const opened = await shop.want<Session>('customer', 'guest', 'session.open', { code })
      expect(opened.person.id).toBe((await openInWechat('wx-http-person')).person.id)
      expect(codeOf(await shop.call('customer', 'guest', 'session.open', { code }))).not.toBe('ok')
      expect(codeOf(await shop.call('customer', 'guest', 'session.open', {}))).toBe('AUTH.NEEDED')
    })
  })

  describe('the staff', () => {
    it('begins with the openid of the settings: owner on the first visit, and not again once another owner revoked it', async () => {
      const founder = await openInWechat('wx-founder', 'staff')
      expect(founder).toMatchObject({ role: 'owner', person: { roles: ['customer', 'owner'] } })
      await shop.want('staff', 'owner:1', 'me.get')
      await shop.want('staff', 'owner:1', 'staff.revoke', { personId: founder.person.id })
      expect(codeOf(await shop.callInWechat('wx-founder', 'staff', { path: 'session.open', input: {} }))).toBe(
        'AUTH.FORBIDDEN',
      )
    })

    it('grows by an invitation that counts once: 1 of 5 who open it at once joins, the same person may repeat', async () => {
      const { token } = await shop.want<{ token: string }>('staff', 'owner:1', 'staff.invite', {
        name: '小王',
        roles: ['sales'],
      })
      const openids = ['wx-j1', 'wx-j2', 'wx-j3', 'wx-j4', 'wx-j5']
      const join = async (openid: string) => {
        const { session } = await openInWechat(openid)
        return shop.callInWechat(openid, 'customer', { path: 'staff.join', input: { token }, session })
      }
      const joined = await Promise.all(openids.map(join))
      expect(joined.map(codeOf).sort()).toEqual([...Array(4).fill('STAFF.INVITE_USED'), 'ok'])
      const winner = openids[joined.findIndex((reply) => reply.ok)] ?? ''
      expect(unwrap(await join(winner))).toEqual({ roles: ['sales'], name: '小王' })
      expect((await openInWechat(winner, 'staff')).person.name).toBe('小王')
    })

    it('refuses an invitation after 48 hours and one that was never made', async () => {
      const { token } = await shop.want<{ token: string }>('staff', 'owner:1', 'staff.invite', {
        name: '晚',
        roles: ['sales'],
      })
      await shop.cloud.clock.advance(48 * 60 * minute)
      const { session } = await openInWechat('wx-late')
      const join = (secret: string) =>
        shop.callInWechat('wx-late', 'customer', { path: 'staff.join', input: { token: secret }, session })
      expect(codeOf(await join(token))).toBe('STAFF.INVITE_EXPIRED')
      expect(codeOf(await join('a'.repeat(32)))).toBe('STAFF.NO_INVITE')
    })

    it('loses a revoked member with the very next call, and the old invitation does not bring them back', async () => {
      const { token } = await shop.want<{ token: string }>('staff', 'owner:1', 'staff.invite', {
        name: '小李',
        roles: ['sales'],
      })
      const customer = await openInWechat('wx-leaver')
      const join = () =>
        shop.callInWechat('wx-leaver', 'customer', { path: 'staff.join', input: { token }, session: customer.session })
      unwrap(await join())
      const { session, person } = await openInWechat('wx-leaver', 'staff')
      expect(codeOf(await withSession('staff', session, 'customer.list'))).toBe('ok')
      const revoked = await shop.want<{ revokedAt: string | null }>('staff', 'owner:1', 'staff.revoke', {
        personId: person.id,
      })
      expect(revoked.revokedAt).not.toBeNull()
      expect(codeOf(await withSession('staff', session, 'customer.list'))).toBe('AUTH.FORBIDDEN')
      expect(codeOf(await join())).toBe('STAFF.INVITE_USED')
      expect(codeOf(await withSession('customer', customer.session, 'profile.get'))).toBe('ok')
    })

    it('keeps an owner: nobody revokes themselves, and a customer is no member', async () => {
      const me = await shop.want<{ person: { id: string } }>('staff', 'owner:1', 'me.get')
      expect(codeOf(await shop.call('staff', 'owner:1', 'staff.revoke', { personId: me.person.id }))).toBe(
        'STAFF.OWN_ACCOUNT',
      )
      const { person } = await openInWechat('wx-anna')
      expect(codeOf(await shop.call('staff', 'owner:1', 'staff.revoke', { personId: person.id }))).toBe(
        'STAFF.NO_MEMBER',
      )
    })

    it('lets one person hold two roles and be a customer, with one active at a time', async () => {
      const sales = await hire('wx-two', ['sales', 'warehouse'])
      expect(sales.person.roles).toEqual(['customer', 'sales', 'warehouse'])
      expect(sales.role).toBe('sales')
      expect(codeOf(await withSession('staff', sales.session, 'stock.receive', {}))).toBe('AUTH.FORBIDDEN')
      const warehouse = await openInWechat('wx-two', 'staff', { role: 'warehouse' })
      expect(codeOf(await withSession('staff', warehouse.session, 'stock.receive', {}))).toBe('REQUEST.INVALID')
      expect((await openInWechat('wx-two')).role).toBe('customer')
    })

    it('lists its members page by page, the longest-serving first', async () => {
      const { rows } = await shop.want<{ rows: { personId: string }[] }>('staff', 'owner:1', 'staff.list', {
        limit: 50,
      })
      const first = await shop.want<{ rows: unknown[]; next: string }>('staff', 'owner:1', 'staff.list', { limit: 2 })
      const second = await shop.want<{ rows: unknown[] }>('staff', 'owner:1', 'staff.list', {
        limit: 2,
        after: first.next,
      })
      expect([...first.rows, ...second.rows]).toEqual(rows.slice(0, 4))
    })
  })

  describe('signing in a browser by a code', () => {
    it('waits, is confirmed on the phone, and hands the session out exactly once of 5 polls at once', async () => {
      const { ticket, secret, qrText } = await startInBrowser('customer')
      expect(qrText).toBe(`laidan:sign-in:${ticket}`)
      const poll = () =>
        shop.want<{ state: string; session: Session | null }>('customer', 'guest', 'signIn.poll', { ticket, secret })
      expect(await poll()).toEqual({ state: 'waiting', session: null })
      const { session } = await openInWechat('wx-emma')
      const look = { path: 'signIn.look', input: { ticket }, session }
      expect(unwrap(await shop.callInWechat('wx-emma', 'customer', look))).toMatchObject({
        device: 'Chrome',
        role: 'customer',
      })
      unwrap(await confirmOnPhone('wx-emma', ticket))
      unwrap(await confirmOnPhone('wx-emma', ticket))
      const polls = await Promise.all([poll(), poll(), poll(), poll(), poll()])
      const handedOut = polls.filter((one) => one.session !== null)
      expect(handedOut).toHaveLength(1)
      const got = handedOut[0]?.session
      expect(got?.refresh).toMatch(/^[a-z2-7]{68}$/)
      expect(codeOf(await withSession('customer', got?.session ?? '', 'profile.get'))).toBe('ok')
    })

    it('gives nothing to whoever only saw the code, and nothing after 3 minutes', async () => {
      const { ticket, secret } = await startInBrowser('customer')
      const guess = await shop.call('customer', 'guest', 'signIn.poll', { ticket, secret: 'a'.repeat(32) })
      expect(codeOf(guess)).toBe('SIGN_IN.NO_TICKET')
      await shop.cloud.clock.advance(3 * minute)
      expect(codeOf(await confirmOnPhone('wx-emma', ticket))).toBe('SIGN_IN.NO_TICKET')
      expect(await shop.want('customer', 'guest', 'signIn.poll', { ticket, secret })).toEqual({
        state: 'expired',
        session: null,
      })
    })

    it('signs in to a staff role only who holds it', async () => {
      const { ticket } = await startInBrowser('owner')
      expect(codeOf(await confirmOnPhone('wx-emma', ticket))).toBe('AUTH.FORBIDDEN')
      const owner = await signInBrowser('demo-openid-owner-1', 'owner')
      expect(codeOf(await withSession('staff', owner.session, 'staff.list'))).toBe('ok')
    })

    it('does not let one signed-in browser sign in another', async () => {
      const browser = await signInBrowser('demo-openid-owner-1', 'customer')
      const { ticket } = await startInBrowser('owner')
      expect(codeOf(await withSession('customer', browser.session, 'signIn.confirm', { ticket }))).toBe(
        'SIGN_IN.ONLY_IN_WECHAT',
      )
    })

    it('renews with a token that is good once: a repeat within 30 seconds gets the same pair, later it ends the session', async () => {
      const refresh = (token: string | null) => shop.call('customer', 'guest', 'session.refresh', { refresh: token })
      const first = await signInBrowser('wx-frida', 'customer')
      const second = unwrap<Session>(await refresh(first.refresh))
      const repeated = unwrap<Session>(await refresh(first.refresh))
      expect(repeated.refresh).toBe(second.refresh)
      expect(second.refresh).not.toBe(first.refresh)
      const third = unwrap<Session>(await refresh(second.refresh))
      expect(codeOf(await refresh(first.refresh))).toBe('AUTH.EXPIRED')
      expect(codeOf(await refresh(third.refresh))).toBe('AUTH.EXPIRED')
    })

    it('ends a session whose last token but one comes back after 30 seconds', async () => {
      const refresh = (token: string | null) => shop.call('customer', 'guest', 'session.refresh', { refresh: token })
      const first = await signInBrowser('wx-greta', 'customer')
      const second = unwrap<Session>(await refresh(first.refresh))
      await shop.cloud.clock.advance(31_000)
      expect(codeOf(await refresh(first.refresh))).toBe('AUTH.EXPIRED')
      expect(codeOf(await refresh(second.refresh))).toBe('AUTH.EXPIRED')
    })

    it('does not end a session for somebody who knows its number but never had its token', async () => {
      const refresh = (token: string | null) => shop.call('customer', 'guest', 'session.refresh', { refresh: token })
      const { refresh: token } = await signInBrowser('wx-hanna', 'customer')
      const guess = `${(token ?? '').slice(0, 26)}${'a'.repeat(42)}`
      expect(codeOf(await refresh(guess))).toBe('AUTH.EXPIRED')
      expect(codeOf(await refresh(token))).toBe('ok')
    })

    it('cannot renew a closed session, nor in a role that was revoked', async () => {
      const refresh = (token: string | null) => shop.call('customer', 'guest', 'session.refresh', { refresh: token })
      const closed = await signInBrowser('wx-ines', 'customer')
      expect(codeOf(await withSession('customer', closed.session, 'session.close'))).toBe('ok')
      expect(codeOf(await refresh(closed.refresh))).toBe('AUTH.EXPIRED')
      const member = await hire('wx-jana', ['finance'])
      const browser = await signInBrowser('wx-jana', 'finance')
      await shop.want('staff', 'owner:1', 'staff.revoke', { personId: member.person.id })
      expect(codeOf(await refresh(browser.refresh))).toBe('AUTH.FORBIDDEN')
    })
  })

  describe('guesses', () => {
    it('are slowed: 10 invitations a minute for one person, the 11th is REQUEST.SLOW_DOWN until the minute is over', async () => {
      await shop.cloud.clock.advance(minute)
      const { session } = await openInWechat('wx-guesser')
      const guess = () =>
        shop.callInWechat('wx-guesser', 'customer', { path: 'staff.join', input: { token: 'b'.repeat(32) }, session })
      const codes = await Promise.all(Array.from({ length: 25 }, async () => codeOf(await guess())))
      expect(codes.filter((code) => code === 'STAFF.NO_INVITE')).toHaveLength(10)
      expect(codes.filter((code) => code === 'REQUEST.SLOW_DOWN')).toHaveLength(15)
      const refused = await guess()
      const fields = refused.ok ? undefined : (refused.error.fields as { retryAfterSeconds: number })
      await shop.cloud.clock.advance((fields?.retryAfterSeconds ?? 0) * 1000)
      expect(codeOf(await guess())).toBe('STAFF.NO_INVITE')
    })

    it('are counted by address over HTTP, with 429 and retry-after', async () => {
      const guess = () =>
        shop.http('/customer/tracking.lookup', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ orderNumber: 'LD000000000', phoneLastFour: '0001' }),
        })
      const answers = await Promise.all(Array.from({ length: 21 }, guess))
      const slowed = answers.filter((answer) => answer.status === 429)
      expect(slowed).toHaveLength(1)
      expect(Number(slowed[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    })
  })

  describe('the sweep', () => {
    it('removes tickets and invitations a day after they ran out, counters at once, and no session that is good', async () => {
      const kept = await signInBrowser('wx-kept', 'customer')
      await startInBrowser('customer')
      const left = async (collectionName: string) => {
        const query = { collectionName, queryType: 'WHERE', query: '{}' }
        const reply = await shop.cloud.database.send('database.calculateDocument', query)
        return (reply as { data: { total: number } }).data.total
      }
      await shop.cloud.clock.advance(10 * minute)
      expect([(await left('signIns')) > 0, await left('limits')]).toEqual([true, 0])
      await shop.cloud.clock.advance(3 * 24 * 60 * minute)
      expect([await left('signIns'), await left('invites')]).toEqual([0, 0])
      expect(codeOf(await shop.call('customer', 'guest', 'session.refresh', { refresh: kept.refresh }))).toBe('ok')
    })
  })
})
