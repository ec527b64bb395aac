import { SignJWT, UnsecuredJWT } from 'jose'
import type { SessionClaims } from '../../ports/tokens'
import { createTokens } from './index'
import { createMemory } from './memory'

const key = 'k'.repeat(32)
const claims: SessionClaims = {
  sessionId: 's1',
  personId: 'p1',
  customerId: 'c1',
  role: 'customer',
  openidPrint: 'o1',
  demo: true,
}

function setUp(start = '2026-03-01T08:00:00Z') {
  let nowMs = Date.parse(start)
  const clock = { now: () => new Date(nowMs), sleep: () => Promise.resolve() }
  return { clock, tokens: createTokens(key, clock), pass: (ms: number) => void (nowMs += ms) }
}

const inMinutes = (clock: { now(): Date }, minutes: number) => new Date(clock.now().getTime() + minutes * 60_000)

describe('tokens', () => {
  it('gives the claims back that were signed', async () => {
    const { clock, tokens } = setUp()
    expect(await tokens.verify(await tokens.sign(claims, inMinutes(clock, 15)))).toEqual(claims)
  })

  it('believes a token for 15 minutes and not a second longer, also when it was believed before', async () => {
    const { clock, tokens, pass } = setUp()
    const token = await tokens.sign(claims, inMinutes(clock, 15))
    pass(15 * 60_000 - 1000)
    expect(await tokens.verify(token)).toEqual(claims)
    pass(1000)
    expect(await tokens.verify(token)).toBeUndefined()
    expect(await createTokens(key, clock).verify(token)).toBeUndefined()
  })

  it('refuses a token of another key, an altered one, one without signature and one for somebody else', async () => {
    const { clock, tokens } = setUp()
    const good = await tokens.sign(claims, inMinutes(clock, 15))
    const [head = '', body = '', tail = ''] = good.split('.')
    const owner = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), role: 'owner' }),
    )
    const unsigned = new UnsecuredJWT({ sid: 's1', role: 'owner' }).setSubject('p1').setIssuer('laidan')
    const foreign = new SignJWT({ sid: 's1', role: 'owner' }).setProtectedHeader({ alg: 'HS256' }).setSubject('p1')
    const forged = [
      await createTokens('x'.repeat(32), clock).sign(claims, inMinutes(clock, 15)),
      `${head}.${owner.toString('base64url')}.${tail}`,
      unsigned.setAudience('laidan-doors').setExpirationTime('15m').encode(),
      await foreign.setIssuer('laidan').setAudience('another').setExpirationTime('2h').sign(Buffer.from(key)),
      `${good}a`,
      '',
      'not a token',
    ]
    for (const token of forged) expect(await tokens.verify(token)).toBeUndefined()
  })
})

describe('memory', () => {
  it('keeps 2 of 3 and forgets the one that was not used for longest', () => {
    const memory = createMemory<number>(2)
    memory.set('a', 1)
    memory.set('b', 2)
    memory.get('a')
    memory.set('c', 3)
    expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([1, undefined, 3])
  })
})
