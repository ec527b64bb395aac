import { toBase32 } from './base32'
import { ids } from './index'

describe('ids', () => {
  it('writes base32 as RFC 4648 does, in lower case and without padding', () => {
    const vectors = { f: 'my', fo: 'mzxq', foo: 'mzxw6', foob: 'mzxw6yq', fooba: 'mzxw6ytb', foobar: 'mzxw6ytboi' }
    for (const [text, expected] of Object.entries(vectors)) expect(toBase32(Buffer.from(text))).toBe(expected)
  })

  it('gives 32 characters for 20 random bytes, and never the same twice in 1 000', () => {
    const drawn = Array.from({ length: 1000 }, () => ids.random(20))
    expect(new Set(drawn).size).toBe(1000)
    expect(drawn.every((one) => /^[a-z2-7]{32}$/.test(one))).toBe(true)
  })

  it('derives the same 26 characters from the same parts, and others when a boundary moves', () => {
    expect(ids.derive('order', 'abc')).toMatch(/^[a-z2-7]{26}$/)
    expect(ids.derive('order', 'abc')).toBe(ids.derive('order', 'abc'))
    expect(ids.derive('ab', 'c')).not.toBe(ids.derive('a', 'bc'))
    expect(ids.derive('ab')).not.toBe(ids.derive('ab', ''))
  })
})
