import { openDatabase, type CollectionSpec, type Database } from '../../../local/database/index'
import { bothWays, newFolder, openBench, refused, type Bench } from './support'

const collections: CollectionSpec[] = [
  { name: 'plain', indexes: [] },
  {
    name: 'indexed',
    indexes: [
      { name: 'byA', keys: [['a', 1]] },
      {
        name: 'byAB',
        keys: [
          ['a', 1],
          ['b', -1],
        ],
      },
      {
        name: 'byBC',
        keys: [
          ['b', -1],
          ['c', 1],
        ],
      },
      { name: 'byDeep', keys: [['d.x', 1]] },
      {
        name: 'byTags',
        keys: [
          ['tags', 1],
          ['a', 1],
        ],
      },
    ],
  },
  {
    name: 'unique',
    indexes: [
      { name: 'bySku', unique: true, keys: [['sku', 1]] },
      {
        name: 'byPair',
        unique: true,
        keys: [
          ['x', 1],
          ['y', 1],
        ],
      },
    ],
  },
]

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Pick = (below: number) => number

function value(pick: Pick): unknown {
  return [
    pick(5),
    pick(5),
    pick(5) + 0.5,
    `s${pick(4)}`,
    '中文'.slice(0, pick(3)),
    null,
    new Date(pick(3) * 1000),
    pick(2) === 0,
    undefined,
    -pick(3),
    [pick(4), pick(4)],
    [],
  ][pick(12)]
}

/** No arrays, so that an index on it can give the order. */
function scalarValue(pick: Pick): unknown {
  return [
    pick(4),
    pick(4),
    pick(4) + 0.5,
    `s${pick(3)}`,
    null,
    undefined,
    NaN,
    new Date(pick(3) * 1000),
    pick(2) === 0,
  ][pick(9)]
}

function document(pick: Pick, n: number): object {
  return {
    _id: `d${n}`,
    a: pick(3) === 0 ? value(pick) : pick(6),
    b: value(pick),
    c: pick(30),
    e: scalarValue(pick),
    d: [{ x: value(pick) }, [{ x: pick(3) }, { x: pick(3) }], pick(4), undefined][pick(4)],
    tags: [[], [pick(3)], [pick(3), pick(3)], pick(3)][pick(4)],
  }
}

function scalar(pick: Pick): unknown {
  return [
    pick(5),
    pick(5) + 0.5,
    `s${pick(4)}`,
    null,
    { $date: { $numberLong: String(pick(3) * 1000) } },
    pick(2) === 0,
  ][pick(6)]
}

function condition(pick: Pick, depth = 0): Record<string, unknown> {
  const field = ['a', 'b', 'c', 'd.x', 'tags', 'e', 'e', '_id'][pick(8)] as string
  if (field === '_id')
    return { _id: [`d${pick(300)}`, { $in: [`d${pick(300)}`, `d${pick(300)}`] }, { $gte: `d${pick(300)}` }][pick(3)] }
  const operators: unknown[] = [
    scalar(pick),
    { $eq: scalar(pick) },
    { $in: [scalar(pick), scalar(pick), scalar(pick)] },
    { $gt: scalar(pick) },
    { $gte: scalar(pick) },
    { $lt: scalar(pick) },
    { $lte: scalar(pick) },
    { $gte: pick(3), $lt: 2 + pick(4) },
    { $gt: pick(3), $lt: pick(4) },
    { $ne: scalar(pick) },
    { $exists: pick(2) === 0 },
    { $nin: [scalar(pick)] },
    { $regex: '^s[12]' },
  ]
  const one = { [field]: operators[pick(operators.length)] }
  if (depth > 1) return one
  const kind = pick(6)
  if (kind === 0) return { $and: [one, condition(pick, depth + 1)] }
  if (kind === 1) return { $or: [one, condition(pick, depth + 1)] }
  return kind < 4 ? { ...condition(pick, depth + 1), ...one } : one
}

const ORDERS = [
  undefined,
  { c: 1, _id: 1 },
  { c: -1, _id: 1 },
  { a: 1, b: -1, _id: 1 },
  { a: -1, b: 1, _id: 1 },
  { b: -1, c: 1, _id: 1 },
  { 'd.x': 1, _id: 1 },
  { _id: -1 },
  { tags: 1, a: 1, _id: 1 },
  { tags: 1, _id: 1 },
  { tags: -1, _id: -1 },
  { e: 1, c: -1, _id: 1 },
  { e: -1, c: 1, _id: -1 },
  { e: 1, c: 1, _id: 1 },
  { c: -1, _id: -1 },
]

describe('indexes', () => {
  it.each([1, 2, 3])('give the same answers as no index, seed %i', async (seed) => {
    const bench = await openBench('memory', { collections })
    const pick = random(seed)
    const docs = Array.from({ length: 300 }, (_, n) => document(pick, n))
    for (const name of ['plain', 'indexed']) await bench.db.collection(name).add(docs)
    for (let round = 0; round < 400; round++) {
      if (round % 10 === 0) await shuffle(bench, pick)
      const order = ORDERS[pick(ORDERS.length)]
      const cut = order && pick(2) === 0 ? { offset: pick(5), limit: 1 + pick(20) } : { limit: 1000 }
      const request = {
        queryType: 'WHERE',
        query: JSON.stringify(condition(pick)),
        ...(order ? { order: JSON.stringify(order) } : {}),
        ...cut,
      }
      const [plain, indexed] = [await list(bench, 'plain', request), await list(bench, 'indexed', request)]
      expect({ request, list: order ? indexed : indexed.sort() }).toEqual({
        request,
        list: order ? plain : plain.sort(),
      })
    }
    await bench.restart()
    expect((await list(bench, 'indexed', { limit: 1000 })).sort()).toEqual(
      (await list(bench, 'plain', { limit: 1000 })).sort(),
    )
    await bench.close()
  })

  it('on arrays narrow the search but do not give the order', async () => {
    const bench = await openBench('memory', { collections })
    const docs = [
      { _id: 'x', tags: [2] },
      { _id: 'y', tags: [1, 2] },
      { _id: 'z', tags: [0, 3] },
    ]
    await bench.db.collection('indexed').add(docs)
    const query = JSON.stringify({ tags: { $gte: 2 } })
    const ids = async (order: object) =>
      (await list(bench, 'indexed', { query, order: JSON.stringify(order), limit: 2 })).map(
        (text) => (JSON.parse(text) as { _id: string })._id,
      )
    expect(await ids({ tags: 1, _id: 1 })).toEqual(['z', 'y'])
    expect(await ids({ tags: -1, _id: -1 })).toEqual(['z', 'y'])
    await bench.close()
  })

  /** Changes and removes the same documents in both collections. */
  async function shuffle(bench: Bench, pick: Pick): Promise<void> {
    const change = document(pick, pick(300)) as { _id: string }
    const isRemoval = pick(4) === 0
    const { _id, ...rest } = change
    for (const name of ['plain', 'indexed']) {
      if (isRemoval) await bench.db.collection(name).doc(_id).remove()
      else await bench.db.collection(name).doc(_id).set(rest)
    }
  }

  async function list(bench: Bench, collectionName: string, request: object): Promise<string[]> {
    const reply = await bench.admin('database.getDocument', { collectionName, ...request })
    return (reply as { data: { list: string[] } }).data.list
  }
})

bothWays('unique indexes', { collections }, (bench) => {
  const things = () => bench().db.collection('unique')
  beforeEach(async () => {
    await things().where({}).remove()
  })
  const own = (n: number) => ({ x: n, y: n })

  it('refuse a second value, naming collection, index and key', async () => {
    await things().add({ _id: 'a', sku: 'S1', ...own(1) })
    const { code, message } = await refused(things().add({ _id: 'b', sku: 'S1', ...own(2) }))
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(message).toMatch(/E11000 duplicate key error collection: \S+\.unique index: bySku dup key: { sku: "S1" }/)
    expect(await things().count()).toMatchObject({ total: 1 })
  })

  it('count a missing field as null, so two documents without it clash', async () => {
    await things().add({ _id: 'a', ...own(1) })
    expect((await refused(things().add({ _id: 'b', ...own(2) }))).message).toContain('dup key: { sku: null }')
    expect((await refused(things().add({ _id: 'c', sku: null, ...own(3) }))).message).toContain('E11000')
  })

  it('hold over several fields together', async () => {
    await things().add([
      { _id: 'a', sku: 1, x: 1, y: 1 },
      { _id: 'b', sku: 2, x: 1, y: 2 },
    ])
    expect((await refused(things().add({ _id: 'c', sku: 3, x: 1, y: 2 }))).message).toContain(
      'index: byPair dup key: { x: 1, y: 2 }',
    )
  })

  it('hold for updates, sets and upserts; the document itself may keep its key', async () => {
    await things().add([
      { _id: 'a', sku: 'S1', ...own(1) },
      { _id: 'b', sku: 'S2', ...own(2) },
    ])
    expect((await refused(things().doc('b').update({ sku: 'S1' }))).message).toContain('[FailedOperation.Update]')
    expect((await refused(things().doc('b').set({ sku: 'S1' }))).message).toContain('E11000')
    expect((await refused(things().doc('c').set({ sku: 'S1' }))).message).toContain('E11000')
    expect((await refused(things().where({ _id: 'b' }).updateAndReturn({ sku: 'S1' }))).message).toContain('E11000')
    expect(await things().doc('a').update({ sku: 'S1', more: 1 })).toMatchObject({ updated: 1 })
    expect((await things().doc('b').get()).data).toEqual([{ _id: 'b', sku: 'S2', ...own(2) }])
    expect(await things().doc('a').update({ sku: 'S3' })).toMatchObject({ updated: 1 })
    expect(await things().add({ _id: 'd', sku: 'S1', ...own(4) })).toMatchObject({ id: 'd' })
    await things().doc('d').remove()
    expect(await things().doc('b').update({ sku: 'S1' })).toMatchObject({ updated: 1 })
  })

  it('let one of 20 concurrent writers win', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => things().add({ sku: 'same', ...own(n) })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await things().where({ sku: 'same' }).count()).toMatchObject({ total: 1 })
  })

  it('refuse each element of a list that another document has', async () => {
    await things().add({ _id: 'a', sku: ['p', 'q'], ...own(1) })
    expect((await refused(things().add({ _id: 'b', sku: 'q', ...own(2) }))).message).toContain('E11000')
    expect((await refused(things().add({ _id: 'b', sku: ['r', 'p'], ...own(2) }))).message).toContain('E11000')
  })

  it('refuse a value of more than 1024 bytes', async () => {
    expect((await refused(things().add({ sku: '长'.repeat(400), ...own(1) }))).message).toContain(
      'key too large to index',
    )
    expect(await things().add({ sku: '长'.repeat(300), ...own(1) })).toMatchObject({ id: expect.any(String) })
  })
})

describe('queries that no index serves', () => {
  const spec: CollectionSpec[] = [
    {
      name: 'many',
      indexes: [
        {
          name: 'byCustomer',
          keys: [
            ['customer', 1],
            ['at', -1],
          ],
        },
      ],
    },
  ]

  async function filled(strictIndexes: boolean, documents: number): Promise<Bench> {
    const bench = await openBench('memory', { collections: spec, strictIndexes })
    await bench.db.collection('many').add(
      Array.from({ length: documents }, (_, n) => ({
        _id: `m${n}`,
        customer: `c${n % 7}`,
        at: n,
        note: `note ${n}`,
      })),
    )
    return bench
  }

  it('warn once per shape, with fields and operators but no values', async () => {
    const bench = await filled(false, 1001)
    const many = bench.db.collection('many')
    await many.where({ note: 'secret' }).get()
    await many.where({ note: 'other secret' }).get()
    await many
      .where({ note: bench._.in(['x']), at: bench._.gt(1) })
      .orderBy('note', 'desc')
      .get()
    await many.orderBy('note', 'asc').limit(5).get()
    await many.where({ note: 'z' }).update({ seen: true })
    await many.aggregate().match({ note: /sec/ }).end()
    expect(bench.warnings.map((line) => JSON.parse(line) as unknown)).toEqual([
      { level: 'warn', message: 'query without index', collection: 'many', query: { note: '?' }, order: {} },
      {
        level: 'warn',
        message: 'query without index',
        collection: 'many',
        query: { note: { $in: '?' }, at: { $gt: '?' } },
        order: { note: -1 },
      },
      { level: 'warn', message: 'query without index', collection: 'many', query: {}, order: { note: 1 } },
    ])
    expect(bench.warnings.join()).not.toContain('secret')
    await bench.close()
  })

  it('fail in strict mode, reads and writes alike, and say why', async () => {
    const bench = await filled(true, 1001)
    const many = bench.db.collection('many')
    for (const call of [
      () => many.where({ note: 'x' }).get(),
      () => many.where({ note: 'x' }).count(),
      () => many.where({ note: 'x' }).remove(),
      () => many.orderBy('note', 'asc').get(),
    ]) {
      const { code, message } = await refused(call())
      expect(code).toBe('DATABASE_REQUEST_FAILED')
      expect(message).toContain('no index serves this query')
    }
    for (const call of [
      () => many.doc('m5').get(),
      () => many.where({ customer: 'c1' }).orderBy('at', 'desc').limit(20).get(),
      () => many.limit(1000).get(),
      () => many.count(),
      () =>
        many
          .where({ _id: bench._.gt('m5') })
          .orderBy('_id', 'asc')
          .limit(3)
          .get(),
      () => many.where(bench._.or([{ customer: 'c1' }, { _id: 'm3' }]) as never).get(),
    ])
      await call()
    await bench.close()
  })

  it('are silent up to 1,000 documents', async () => {
    const bench = await filled(true, 1000)
    expect(await bench.db.collection('many').where({ note: 'note 7' }).count()).toMatchObject({ total: 1 })
    expect(bench.warnings).toEqual([])
    await bench.close()
  })
})

describe('an index declared for existing documents', () => {
  it('is built at the next start, and refused when they clash', async () => {
    const folder = newFolder()
    const open = (unique: boolean): Promise<Database> =>
      openDatabase({
        folder,
        now: Date.now,
        strictIndexes: true,
        collections: [{ name: 'late', indexes: unique ? [{ name: 'byN', unique, keys: [['n', 1]] }] : [] }],
      })
    const first = await open(false)
    await first.send('database.insertDocument', {
      collectionName: 'late',
      data: Array.from({ length: 1200 }, (_, n) => JSON.stringify({ _id: `l${n}`, n })),
    })
    await first.close()
    const second = await open(true)
    expect(await second.send('database.getDocument', { collectionName: 'late', query: '{"n":700}' })).toMatchObject({
      data: { list: ['{"_id":"l700","n":{"$numberInt":"700"}}'] },
    })
    await second.close()
    const third = await open(false)
    await third.send('database.insertDocument', { collectionName: 'late', data: ['{"_id":"twin","n":700}'] })
    await third.close()
    await expect(open(true)).rejects.toThrow(/E11000.*byN/)
    const again = await open(false)
    await again.close()
  })
})
