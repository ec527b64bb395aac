import { bothWays, freshCollection, idsOf, refused, type Bench } from './support'

/** One row: what it shows, the documents (ids a, b, c … in order), the query, the ids that must match. */
type Row = [name: string, docs: object[], query: (bench: Bench) => object, ids: string]

const T = (ms: number) => new Date(ms)

const ROWS: Row[] = [
  ['equality also looks into arrays', [{ t: 'x' }, { t: ['x', 'y'] }, { t: [['x']] }], () => ({ t: 'x' }), 'ab'],
  [
    'equality of a list is exact or an element',
    [{ t: [1, 2] }, { t: [2, 1] }, { t: [[1, 2]] }],
    ({ _ }) => ({ t: _.eq([1, 2]) }),
    'ac',
  ],
  [
    'equality of documents respects the order of keys',
    [{ d: { p: 1, q: 2 } }, { d: { q: 2, p: 1 } }],
    ({ _ }) => ({ d: _.eq({ p: 1, q: 2 }) }),
    'a',
  ],
  ['null means null or missing', [{ n: null }, {}, { n: 0 }, { n: [null] }, { n: [] }], () => ({ n: null }), 'abd'],
  ['neq null means present and not null', [{ n: null }, {}, { n: 0 }], ({ _ }) => ({ n: _.neq(null) }), 'c'],
  [
    'null through an array of documents',
    [{ l: [{ v: 1 }, {}] }, { l: [{ v: 1 }] }, { l: [] }, { l: 3 }, {}],
    () => ({ 'l.v': null }),
    'ade',
  ],
  ['neq takes documents without the field', [{ n: 1 }, { n: 2 }, {}], ({ _ }) => ({ n: _.neq(1) }), 'bc'],
  ['neq of an element refuses the whole array', [{ n: [1, 2] }, { n: [2] }], ({ _ }) => ({ n: _.neq(1) }), 'b'],
  [
    'lt compares numbers with numbers only',
    [{ n: 1 }, { n: '1' }, { n: null }, {}, { n: T(1) }, { n: NaN }],
    ({ _ }) => ({ n: _.lt(5) }),
    'a',
  ],
  ['gte and lte have closed ends', [{ n: 1 }, { n: 2 }, { n: 3 }], ({ _ }) => ({ n: _.gte(1).and(_.lte(2)) }), 'ab'],
  ['gt and lt have open ends', [{ n: 1 }, { n: 2 }, { n: 3 }], ({ _ }) => ({ n: _.gt(1).lt(3) }), 'b'],
  ['gte null takes null and missing', [{ n: null }, {}, { n: 1 }], ({ _ }) => ({ n: _.gte(null) }), 'ab'],
  ['gt null takes nothing', [{ n: null }, {}, { n: 1 }], ({ _ }) => ({ n: _.gt(null) }), ''],
  ['dates compare with dates', [{ d: T(5) }, { d: T(10) }, { d: 7 }], ({ _ }) => ({ d: _.gt(T(5)) }), 'b'],
  [
    'strings compare by UTF-8 bytes',
    [{ s: '\uffee' }, { s: '😀' }, { s: 'a' }],
    ({ _ }) => ({ s: _.gt('\uffee') }),
    'b',
  ],
  [
    'each bound may hold for another element',
    [{ n: [1, 10] }, { n: [1] }, { n: [6] }],
    ({ _ }) => ({ n: _.gt(5).lt(3) }),
    'a',
  ],
  [
    'in takes any, null and patterns included',
    [{ n: 1 }, { n: 'abc' }, {}, { n: 4 }, { n: [9, 1] }],
    ({ _ }) => ({ n: _.in([1, null, /^a/]) }),
    'abce',
  ],
  ['nin is the opposite', [{ n: 1 }, { n: 2 }, {}], ({ _ }) => ({ n: _.nin([1]) }), 'bc'],
  ['in an empty list matches nothing', [{ n: 1 }, {}], ({ _ }) => ({ n: _.in([]) }), ''],
  [
    'all needs every element',
    [{ t: ['x', 'y'] }, { t: ['x'] }, { t: 'x' }],
    ({ _ }) => ({ t: _.all(['x', 'y']) }),
    'a',
  ],
  [
    'all of one also takes a plain value',
    [{ t: ['x', 'y'] }, { t: 'x' }, { t: 'y' }],
    ({ _ }) => ({ t: _.all(['x']) }),
    'ab',
  ],
  [
    'elemMatch holds all conditions on one element',
    [
      {
        l: [
          { k: 1, q: 1 },
          { k: 2, q: 9 },
        ],
      },
      { l: [{ k: 1, q: 9 }] },
      { l: 1 },
    ],
    ({ _ }) => ({ l: _.elemMatch({ k: 1, q: _.gt(5) }) }),
    'b',
  ],
  [
    'elemMatch on plain values',
    [{ n: [1, 10] }, { n: [4] }, { n: 4 }],
    ({ _ }) => ({ n: _.elemMatch({ $gt: 3, $lt: 5 }) }),
    'b',
  ],
  [
    'elemMatch with fields skips plain values',
    [{ l: [5, { k: null }] }, { l: [5] }],
    ({ _ }) => ({ l: _.elemMatch({ k: null }) }),
    'a',
  ],
  ['exists counts a null as present', [{ n: null }, {}, { n: 0 }], ({ _ }) => ({ n: _.exists(true) }), 'ac'],
  ['exists false', [{ n: null }, {}, { n: 0 }], ({ _ }) => ({ n: _.exists(false) }), 'b'],
  [
    'exists inside an array of documents',
    [{ l: [{ v: 1 }] }, { l: [{}] }, { l: [] }],
    ({ _ }) => ({ 'l.v': _.exists(true) }),
    'a',
  ],
  [
    'size counts elements',
    [{ t: [1, 2] }, { t: [1] }, { t: 'ab' }, { t: [[1, 2]] }],
    ({ _ }) => ({ t: _.size(2) }),
    'a',
  ],
  [
    'mod truncates',
    [{ n: 4 }, { n: 4.9 }, { n: 5 }, { n: '4' }, { n: -4 }],
    ({ _ }) => ({ n: (_.mod as (value: unknown) => unknown)([4, 0]) }),
    'abe',
  ],
  ['a dotted path takes positions', [{ l: [{ v: 1 }, { v: 2 }] }, { l: [{ v: 2 }] }], () => ({ 'l.0.v': 2 }), 'b'],
  [
    'a nested object is a condition on its fields',
    [{ a: { b: 1, c: 2 } }, { a: { b: 1 } }, { a: { c: 2 } }],
    () => ({ a: { b: 1 } }),
    'ab',
  ],
  ['or takes either', [{ n: 1 }, { m: 2 }, { n: 3 }], ({ _ }) => _.or([{ n: 1 }, { m: 2 }]) as object, 'ab'],
  ['or on one field', [{ n: 1 }, { n: 5 }, { n: 9 }], ({ _ }) => ({ n: _.lt(2).or(_.gt(8)) }), 'ac'],
  ['and holds all', [{ n: 1, m: 1 }, { n: 1 }, { m: 1 }], ({ _ }) => _.and([{ n: 1 }, { m: 1 }]) as object, 'a'],
  [
    'nor takes what matches none',
    [{ n: 1 }, { n: 2 }, { n: 3 }],
    ({ _ }) => _.nor([{ n: 1 }, { n: 2 }]) as object,
    'c',
  ],
  [
    'not turns one operator around, missing included',
    [{ n: 1 }, { n: 9 }, {}],
    ({ _ }) => ({ n: _.not(_.gt(5)) }),
    'ac',
  ],
  ['not of a pattern', [{ s: 'abc' }, { s: 'xyz' }, {}], ({ _ }) => ({ s: _.not(/^a/) }), 'bc'],
  ['patterns with flags', [{ s: 'ABC' }, { s: 'abc' }, { s: 'x\nabc' }, { s: 'b' }], () => ({ s: /^abc/im }), 'abc'],
  [
    'patterns of the SDK',
    [{ s: 'Hello' }, { s: 'hell' }, { s: 5 }],
    ({ db }) => ({ s: db.RegExp({ regexp: '^HELLO$', options: 'i' }) }),
    'a',
  ],
  ['patterns look into arrays', [{ s: ['x', 'abc'] }, { s: ['x'] }], () => ({ s: /b/ }), 'a'],
  ['Chinese patterns', [{ s: '不锈钢螺丝' }, { s: '螺母' }], () => ({ s: /螺丝/ }), 'a'],
  [
    'expr compares fields of one document',
    [{ a: 5, b: 3 }, { a: 1, b: 3 }, { b: 3 }],
    ({ _ }) => _['expr']?.(_.aggregate['gt']?.(['$a', '$b'])) as object,
    'a',
  ],
  [
    'expr sees an array whole',
    [{ a: [1, 2] }, { a: 1 }],
    ({ _ }) => _['expr']?.(_.aggregate['eq']?.(['$a', 1])) as object,
    'b',
  ],
  [
    'jsonSchema checks types, bounds and required fields',
    [{ n: 5, s: 'abc' }, { n: 50, s: 'abc' }, { n: 5 }, { n: 'x', s: 'abc' }, { n: 5, s: 'a' }],
    ({ _ }) =>
      _['jsonSchema']?.({
        required: ['n', 's'],
        properties: { n: { bsonType: 'int', maximum: 9 }, s: { bsonType: 'string', minLength: 2 } },
      }) as object,
    'a',
  ],
]

/** Queries that the SDK's builder cannot make; sent untouched in raw mode. */
const RAW: [name: string, docs: object[], query: object, ids: string][] = [
  ['$regex with $options', [{ s: 'ABC' }, { s: 'b' }], { s: { $regex: 'bc', $options: 'i' } }, 'a'],
  ['$regex beside $ne', [{ s: 'abc' }, { s: 'abd' }, { s: 'x' }], { s: { $regex: '^ab', $ne: 'abc' } }, 'b'],
  [
    '$type by name and number',
    [{ v: 1 }, { v: 'x' }, { v: 1.5 }, { v: [1] }, { v: 5e9 }],
    { v: { $type: ['string', 16] } },
    'abd',
  ],
  ['$type number takes all numbers', [{ v: 1 }, { v: 'x' }, { v: 1.5 }, {}], { v: { $type: 'number' } }, 'ac'],
  ['$type long and double', [{ v: 1 }, { v: 5e9 }, { v: 1.5 }], { v: { $type: ['long', 'double'] } }, 'bc'],
  [
    '$type objectId',
    [{ v: { $oid: '0123456789abcdef01234567' } }, { v: '0123456789abcdef01234567' }],
    { v: { $type: 'objectId' } },
    'a',
  ],
  ['$type array and null', [{ v: [] }, { v: null }, {}], { v: { $type: ['array', 'null'] } }, 'ab'],
  [
    '$all with $elemMatch',
    [
      {
        l: [
          { k: 1, q: 1 },
          { k: 2, q: 2 },
        ],
      },
      { l: [{ k: 1, q: 1 }] },
    ],
    { l: { $all: [{ $elemMatch: { k: 1 } }, { $elemMatch: { k: 2 } }] } },
    'a',
  ],
  ['$not with several operators', [{ n: 3 }, { n: 7 }, {}], { n: { $not: { $gt: 1, $lt: 5 } } }, 'bc'],
  ['$bitsAllSet', [{ n: 7 }, { n: 5 }, { n: 2 }], { n: { $bitsAllSet: 5 } }, 'ab'],
  ['$comment changes nothing', [{ n: 1 }, { n: 2 }], { n: 1, $comment: 'why' }, 'a'],
  [
    'an equal document beside operators',
    [{ d: { $oid: '0123456789abcdef01234567' } }, { d: 1 }],
    { d: { $eq: 1 } },
    'b',
  ],
  ['$gte NaN finds NaN', [{ n: NaN }, { n: 1 }], { n: { $gte: { $numberDouble: 'NaN' } } }, 'a'],
]

const BAD: [name: string, query: object, code: string][] = [
  ['an unknown operator', { n: { $near2: 1 } }, 'DATABASE_INVALID_OPERRATOR'],
  ['an unknown top level operator', { $foo: 1 }, 'DATABASE_INVALID_OPERRATOR'],
  ['$where, which would run code', { $where: 'return true' }, 'DATABASE_INVALID_OPERRATOR'],
  [
    '$function inside $expr',
    { $expr: { $function: { body: 'function(){return true}', args: [], lang: 'js' } } },
    'DATABASE_INVALID_OPERRATOR',
  ],
  ['$in without a list', { n: { $in: 1 } }, 'DATABASE_REQUEST_FAILED'],
  ['$or without a list', { $or: {} }, 'DATABASE_REQUEST_FAILED'],
  ['an empty $and', { $and: [] }, 'DATABASE_REQUEST_FAILED'],
  ['$mod by zero', { n: { $mod: [0, 1] } }, 'DATABASE_REQUEST_FAILED'],
  ['a broken pattern', { s: { $regex: '(' } }, 'INVALID_PARAM'],
  ['an unknown flag', { s: { $regex: 'a', $options: 'q' } }, 'INVALID_PARAM'],
  ['$text without an index for it', { $text: { $search: 'x' } }, 'DATABASE_REQUEST_FAILED'],
  ['an unknown schema keyword', { $jsonSchema: { wrong: 1 } }, 'DATABASE_REQUEST_FAILED'],
  ['operators mixed with fields', { n: { $gt: 1, x: 2 } }, 'DATABASE_REQUEST_FAILED'],
]

bothWays('queries', {}, (bench) => {
  const named = (docs: object[]) => docs.map((doc, index) => ({ _id: String.fromCharCode(97 + index), ...doc }))

  it.each(ROWS)('%s', async (_name, docs, query, ids) => {
    const name = await freshCollection(bench(), named(docs))
    expect(
      (
        await idsOf(
          bench()
            .db.collection(name)
            .where(query(bench()) as Record<string, unknown>),
        )
      ).join(''),
    ).toBe(ids)
  })

  it.each(RAW)('raw: %s', async (_name, docs, query, ids) => {
    const name = await freshCollection(bench())
    await bench().admin('database.insertDocument', { collectionName: name, data: named(docs).map(ejson) })
    const reply = await bench().admin('database.getDocument', {
      collectionName: name,
      queryType: 'WHERE',
      query: JSON.stringify(query),
    })
    const { list } = (reply as { data: { list: string[] } }).data
    expect(list.map((text) => (JSON.parse(text) as { _id: string })._id).join('')).toBe(ids)
  })

  it.each(BAD)('refuses %s', async (_name, query, code) => {
    const name = await freshCollection(bench(), named([{ n: 1, s: 'a' }]))
    const things = bench().db.collection(name).options({ raw: true })
    expect((await refused(things.where(query as Record<string, unknown>).get())).code).toBe(code)
    expect((await refused(things.where(query as Record<string, unknown>).count())).code).toBe(code)
    expect((await refused(things.where(query as Record<string, unknown>).remove())).code).toBe(code)
    expect(await bench().db.collection(name).count()).toMatchObject({ total: 1 })
  })

  describe('order', () => {
    const values: [id: string, v: unknown][] = [
      ['regex', /a/],
      ['date', T(0)],
      ['true', true],
      ['false', false],
      ['oid', undefined],
      ['array', [[]]],
      ['object', { a: 1 }],
      ['emoji', '😀'],
      ['wide', '\uffee'],
      ['han', '中'],
      ['b', 'b'],
      ['B', 'B'],
      ['ten', 10],
      ['nine', 9.5],
      ['nan', NaN],
      ['null', null],
      ['empty', []],
    ]
    const ascending = [
      'empty',
      'null',
      'missing',
      'nan',
      'nine',
      'ten',
      'B',
      'b',
      'han',
      'wide',
      'emoji',
      'object',
      'array',
      'oid',
      'false',
      'true',
      'date',
      'regex',
    ]

    it('ranks all types as MongoDB does, a missing field with null', async () => {
      const { db } = bench()
      const docs = values.map(([_id, v]) => ({
        _id,
        v: _id === 'oid' ? db.ObjectId({ id: '0123456789abcdef01234567' }) : v,
      }))
      const name = await freshCollection(bench(), [...docs, { _id: 'missing' }])
      expect(await idsOf(db.collection(name).orderBy('v', 'asc'))).toEqual(ascending)
      const descending = await idsOf(db.collection(name).orderBy('v', 'desc'))
      expect(descending.slice(0, 15)).toEqual([...ascending].reverse().slice(0, 15))
    })

    it('takes the least element of an array ascending and the greatest descending', async () => {
      const name = await freshCollection(bench(), [
        { _id: 'a', v: [1, 9] },
        { _id: 'b', v: 5 },
        { _id: 'c', v: [3, 4] },
      ])
      expect(await idsOf(bench().db.collection(name).orderBy('v', 'asc'))).toEqual(['a', 'c', 'b'])
      expect(await idsOf(bench().db.collection(name).orderBy('v', 'desc'))).toEqual(['a', 'b', 'c'])
    })

    it('orders by several fields, also inside documents', async () => {
      const name = await freshCollection(bench(), [
        { _id: 'a', k: 1, d: { n: 2 } },
        { _id: 'b', k: 2, d: { n: 1 } },
        { _id: 'c', k: 1, d: { n: 3 } },
      ])
      expect(await idsOf(bench().db.collection(name).orderBy('k', 'asc').orderBy('d.n', 'desc'))).toEqual([
        'c',
        'a',
        'b',
      ])
    })
  })
})

/** EJSON for the few special values above. */
function ejson(doc: object): string {
  return JSON.stringify(doc, (_key, value: unknown) => (Number.isNaN(value) ? { $numberDouble: 'NaN' } : value))
}
