import { bothWays, freshCollection, refused, type Bench } from './support'

type Row = [name: string, before: object, change: (bench: Bench) => object, after: object]

const ROWS: Row[] = [
  ['set replaces a whole document', { d: { x: 1, y: 2 } }, ({ _ }) => ({ d: _.set({ z: 3 }) }), { d: { z: 3 } }],
  [
    'set keeps the given order of keys',
    { d: { x: 1, y: 2 } },
    ({ _ }) => ({ d: _.set({ y: 2, x: 1 }) }),
    { d: { y: 2, x: 1 } },
  ],
  ['a plain object merges', { d: { x: 1, y: 2 } }, () => ({ d: { y: 5, z: 6 } }), { d: { x: 1, y: 5, z: 6 } }],
  ['a dotted path creates what is missing', {}, () => ({ 'a.b.c': 1 }), { a: { b: { c: 1 } } }],
  ['a position in an array', { l: [1, 2, 3] }, () => ({ 'l.1': 9 }), { l: [1, 9, 3] }],
  ['a position beyond the end pads with null', { l: [1] }, () => ({ 'l.3': 9 }), { l: [1, null, null, 9] }],
  [
    'remove drops the field',
    { a: 1, d: { x: 1, y: 2 } },
    ({ _ }) => ({ d: { x: _.remove() }, ghost: _.remove() }),
    { a: 1, d: { y: 2 } },
  ],
  ['remove inside an array leaves null', { l: [1, 2, 3] }, ({ _ }) => ({ 'l.1': _.remove() }), { l: [1, null, 3] }],
  [
    'inc adds and creates',
    { n: 5 },
    ({ _ }) => ({ n: _.inc(-7), m: _.inc(2), 'd.k': _.inc(1.5) }),
    { n: -2, m: 2, d: { k: 1.5 } },
  ],
  ['inc inside an array', { l: [{ q: 1 }, { q: 2 }] }, ({ _ }) => ({ 'l.1.q': _.inc(5) }), { l: [{ q: 1 }, { q: 7 }] }],
  ['mul multiplies, a missing field becomes 0', { n: 5 }, ({ _ }) => ({ n: _.mul(3), m: _.mul(2) }), { n: 15, m: 0 }],
  [
    'min and max over numbers and dates',
    { a: 5, b: 5, d: new Date(5) },
    ({ _ }) => ({ a: _['min']?.(3), b: _['max']?.(3), d: _['max']?.(new Date(9)), e: _['min']?.(1) }),
    { a: 3, b: 5, d: new Date(9), e: 1 },
  ],
  [
    'max over types follows the order of types',
    { a: 5, b: 'x' },
    ({ _ }) => ({ a: _['max']?.('a'), b: _['max']?.(100) }),
    { a: 'a', b: 'x' },
  ],
  ['max of null with a value', { a: null }, ({ _ }) => ({ a: _['max']?.(3) }), { a: 3 }],
  [
    'rename moves',
    { a: 1, d: { x: 2 } },
    ({ _ }) => ({ a: _['rename']?.('b'), 'd.x': _['rename']?.('y') }),
    { d: {}, b: 1, y: 2 },
  ],
  [
    'rename overwrites, and ignores a missing field',
    { a: 1, b: 2 },
    ({ _ }) => ({ a: _['rename']?.('b'), ghost: _['rename']?.('c') }),
    { b: 1 },
  ],
  [
    'bit operations',
    { n: 12, m: 12, k: 12 },
    ({ _ }) => ({ n: _['bit']?.({ and: 10 }), m: _['bit']?.({ or: 3 }), k: _['bit']?.({ xor: 5 }) }),
    { n: 8, m: 15, k: 9 },
  ],
  ['push appends and creates', { l: [1] }, ({ _ }) => ({ l: _.push(2, 3), m: _.push([4]) }), { l: [1, 2, 3], m: [4] }],
  [
    'push at a place, sorted and cut',
    { l: [5, 1] },
    ({ _ }) => ({ l: _.push({ each: [3, 2], sort: -1, slice: 3 } as never) }),
    { l: [5, 3, 2] },
  ],
  [
    'push at the front',
    { l: [1] },
    ({ _ }) => ({ l: _.push({ each: [8, 9], position: 0 } as never) }),
    { l: [8, 9, 1] },
  ],
  [
    'push keeps the last with a negative slice',
    { l: [1, 2] },
    ({ _ }) => ({ l: _.push({ each: [3], slice: -2 } as never) }),
    { l: [2, 3] },
  ],
  [
    'push sorts documents by two fields',
    {
      l: [
        { k: 1, n: 2 },
        { k: 2, n: 1 },
      ],
    },
    ({ _ }) => ({ l: _.push({ each: [{ k: 1, n: 1 }], sort: { k: 1, n: 1 } } as never) }),
    {
      l: [
        { k: 1, n: 1 },
        { k: 1, n: 2 },
        { k: 2, n: 1 },
      ],
    },
  ],
  ['pop and shift', { l: [1, 2, 3], m: [1, 2] }, ({ _ }) => ({ l: _.pop(), m: _.shift() }), { l: [1, 2], m: [2] }],
  ['pop of an empty or missing array does nothing', { l: [] }, ({ _ }) => ({ l: _.pop(), ghost: _.pop() }), { l: [] }],
  ['unshift puts first', { l: [3] }, ({ _ }) => ({ l: _.unshift([1, 2]) }), { l: [1, 2, 3] }],
  [
    'addToSet adds once',
    { l: [1, { a: 1, b: 2 }] },
    ({ _ }) => ({ l: _['addToSet']?.(1) }),
    { l: [1, { a: 1, b: 2 }] },
  ],
  [
    'addToSet sees another order of keys as another value',
    { l: [{ a: 1, b: 2 }] },
    ({ _ }) => ({ l: _['addToSet']?.({ b: 2, a: 1 }) }),
    {
      l: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    },
  ],
  ['addToSet of several', { l: [1] }, ({ _ }) => ({ l: _['addToSet']?.({ $each: [1, 2, 2] }) }), { l: [1, 2] }],
  [
    'pull by value and by condition',
    { l: [1, 5, 9, 5], m: [{ k: 1, n: 1 }, { k: 2 }] },
    ({ _ }) => ({ l: _['pull']?.(5), m: _['pull']?.({ k: 1 }) }),
    { l: [1, 9], m: [{ k: 2 }] },
  ],
  ['pull by comparison', { l: [1, 5, 9] }, ({ _ }) => ({ l: _['pull']?.(_.gt(4)) }), { l: [1] }],
  ['pullAll', { l: [1, 2, 3, 2] }, ({ _ }) => ({ l: _['pullAll']?.([2, 3]) }), { l: [1] }],
  ['undefined is dropped', { a: 1 }, () => ({ a: undefined, b: 2 }), { a: 1, b: 2 }],
]

const RAW: [name: string, before: object, change: object, after: object][] = [
  [
    '$setOnInsert does nothing to an existing document',
    { a: 1 },
    { $set: { b: 2 }, $setOnInsert: { c: 3 } },
    { a: 1, b: 2 },
  ],
  ['$set of the same _id is allowed', { a: 1 }, { $set: { _id: 'x', a: 2 } }, { a: 2 }],
  ['$currentDate', {}, { $currentDate: { at: true } }, { at: new Date(Date.UTC(2026, 0, 5, 8)) }],
  ['every element by $[]', { l: [{ q: 1 }, { q: 2 }] }, { $inc: { 'l.$[].q': 10 } }, { l: [{ q: 11 }, { q: 12 }] }],
  ['$pull with $in', { l: ['a', 'b', 'c'] }, { $pull: { l: { $in: ['a', 'c'] } } }, { l: ['b'] }],
  [
    'a pipeline computes from the document',
    { a: 2, b: 3 },
    [{ $set: { sum: { $add: ['$a', '$b'] } } }, { $unset: 'b' }] as object,
    { a: 2, sum: 5 },
  ],
]

const BAD: [name: string, before: object, change: object][] = [
  ['$inc of a string', { n: 'x' }, { $inc: { n: 1 } }],
  ['$inc of null', { n: null }, { $inc: { n: 1 } }],
  ['$inc by a string', { n: 1 }, { $inc: { n: '1' } }],
  ['$mul of a string', { n: 'x' }, { $mul: { n: 2 } }],
  ['$push to a plain value', { l: 1 }, { $push: { l: 2 } }],
  ['$push to null', { l: null }, { $push: { l: 2 } }],
  ['$addToSet to a plain value', { l: 1 }, { $addToSet: { l: 2 } }],
  ['$pop of a plain value', { l: 1 }, { $pop: { l: 1 } }],
  ['$pull from a plain value', { l: 1 }, { $pull: { l: 1 } }],
  ['$pop by 2', { l: [1] }, { $pop: { l: 2 } }],
  ['$bit of a string', { n: 'x' }, { $bit: { n: { and: 1 } } }],
  ['a field under a plain value', { a: 5 }, { $set: { 'a.b': 1 } }],
  ['a field under null', { a: null }, { $set: { 'a.b': 1 } }],
  ['a name inside an array', { l: [1] }, { $set: { 'l.x': 1 } }],
  ['another _id', { a: 1 }, { $set: { _id: 'other' } }],
  ['the same path twice', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }],
  ['a path and one inside it', { a: {} }, { $set: { a: {}, 'a.b': 1 } }],
  ['an empty component', { a: 1 }, { $set: { 'a..b': 1 } }],
  ['a $ name', { a: 1 }, { $set: { $b: 1 } }],
  ['a whole document', { a: 1 }, { a: 2 }],
  ['$each that is no list', { l: [] }, { $push: { l: { $each: 1 } } }],
  ['a positional update without a condition on the array', { l: [1] }, { $set: { 'l.$': 2 } }],
]

bothWays('updates', {}, (bench) => {
  const read = async (name: string) =>
    (await bench().db.collection(name).doc('x').get()).data[0] as Record<string, unknown>

  it.each(ROWS)('%s', async (_name, before, change, after) => {
    const name = await freshCollection(bench(), [{ _id: 'x', ...before }])
    const things = bench().db.collection(name)
    expect(await things.doc('x').update(change(bench()))).toMatchObject({ updated: 1 })
    expect(JSON.stringify(await read(name))).toBe(JSON.stringify({ _id: 'x', ...after }))
    await things.doc('x').set(before)
    const returned = await things.where({ _id: 'x' }).updateAndReturn(change(bench()))
    expect(JSON.stringify(returned.doc)).toBe(JSON.stringify({ _id: 'x', ...after }))
  })

  it.each(RAW)('raw: %s', async (_name, before, change, after) => {
    const name = await freshCollection(bench(), [{ _id: 'x', ...before }])
    await bench().db.collection(name).where({ _id: 'x' }).options({ raw: true }).update(change)
    expect(await read(name)).toEqual({ _id: 'x', ...after })
  })

  it.each(BAD)('refuses %s and changes nothing', async (_name, before, change) => {
    const name = await freshCollection(bench(), [{ _id: 'x', ...before }])
    const data = JSON.stringify(change)
    const reply = await bench().admin('database.modifyDocument', {
      collectionName: name,
      queryType: 'DOC',
      multi: false,
      merge: true,
      upsert: false,
      data,
      query: '{"_id":"x"}',
    })
    expect(reply).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.any(String),
      requestId: expect.any(String),
    })
    expect(await read(name)).toEqual({ _id: 'x', ...before })
  })

  it('refuses an unknown command', async () => {
    const name = await freshCollection(bench(), [{ _id: 'x' }])
    const { code } = await refused(
      bench()
        .db.collection(name)
        .where({})
        .options({ raw: true })
        .update({ $frobnicate: { a: 1 } }),
    )
    expect(code).toBe('DATABASE_INVALID_OPERRATOR')
  })

  it('changes the element that the query found', async () => {
    const name = await freshCollection(bench(), [
      {
        _id: 'x',
        l: [
          { k: 'a', q: 1 },
          { k: 'b', q: 2 },
        ],
        t: [5, 6, 7],
      },
    ])
    const things = bench().db.collection(name)
    await things.where({ 'l.k': 'b' }).update({ 'l.$.q': bench()._.inc(10) })
    await things.where({ t: bench()._.gt(5) }).update({ 't.$': 0 })
    expect(await read(name)).toEqual({
      _id: 'x',
      l: [
        { k: 'a', q: 1 },
        { k: 'b', q: 12 },
      ],
      t: [5, 0, 7],
    })
  })

  it('upserts from the equalities of the query when the protocol asks for it', async () => {
    const name = await freshCollection(bench())
    const send = () =>
      bench().admin('database.modifyDocument', {
        collectionName: name,
        queryType: 'WHERE',
        multi: false,
        merge: true,
        upsert: true,
        data: '{"$inc":{"n":1},"$setOnInsert":{"born":true}}',
        query: '{"k":"a"}',
      })
    expect(await send()).toMatchObject({ data: { updated: 0, upsert_id: expect.any(String) } })
    expect(await send()).toMatchObject({ data: { updated: 1, upsert_id: null } })
    expect((await bench().db.collection(name).get()).data).toEqual([
      { _id: expect.any(String), k: 'a', n: 2, born: true },
    ])
  })

  it('never lets a reader see or change the stored document by reference', async () => {
    const name = await freshCollection(bench(), [{ _id: 'x', d: { list: [1] } }])
    const things = bench().db.collection(name)
    await things.aggregate().addFields({ 'd.extra': 1 }).end()
    await things.aggregate().unwind('$d.list').project({ 'd.list': 0 }).end()
    expect(await read(name)).toEqual({ _id: 'x', d: { list: [1] } })
  })
})
