import { keywordsOf, MAX_KEYWORDS, tokensOf } from './keywords'

const bolt = keywordsOf({
  name: '304不锈钢六角螺丝 M6×20',
  code: 'M6-20-304',
  spec: '100 只/盒',
  barcode: '6900000001035',
})

function finds(keywords: readonly string[], text: string): boolean {
  const tokens = tokensOf(text)
  return tokens.length > 0 && tokens.every((token) => keywords.includes(token))
}

describe('search words', () => {
  it.each([
    ['螺丝'],
    ['不锈钢'],
    ['不锈钢螺丝'],
    ['钢'],
    ['六角 304'],
    ['m6'],
    ['M6-20'],
    ['m6x20'],
    ['M6×20'],
    ['ｍ６'],
    ['m620'],
    ['304不锈'],
    ['6900000001035'],
    ['69000000010'],
  ])('finds 304不锈钢六角螺丝 M6×20 by %s', (text) => {
    expect(finds(bolt, text)).toBe(true)
  })

  it.each([['螺母'], ['m8'], ['铜螺丝'], ['6900000001028'], ['丝螺'], ['!!!'], ['6x20x5']])(
    'does not find it by %s',
    (text) => {
      expect(finds(bolt, text)).toBe(false)
    },
  )

  it('finds a name of 80 characters by its last two, with 200 words at most', () => {
    const name = Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('')
    const keywords = keywordsOf({
      name,
      code: 'X'.repeat(40),
      spec: Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x5e00 + at)).join(''),
      barcode: '69012345678901',
    })
    expect(keywords).toHaveLength(MAX_KEYWORDS)
    expect(finds(keywords, name.slice(-2))).toBe(true)
  })

  it('asks for the rarest first: a size or code, then the pair of characters, single ones last', () => {
    expect(tokensOf('不锈钢 304')).toEqual(['304', '锈钢', '不', '锈', '钢'])
    expect(tokensOf('m6 螺丝').slice(0, 2)).toEqual(['m6', '螺丝'])
  })
})
