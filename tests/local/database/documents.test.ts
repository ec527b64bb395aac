import { bothWays, freshCollection, idsOf, refused, type Bench } from './support'

bothWays('documents', {}, (bench) => {
  let name: string
  const things = () => bench().db.collection(name)
  beforeEach(async () => {
    name = await freshCollection(bench())
  })

  it('gives a 32 digit id to a document without one, and an own id is kept', async () => {
    const { id } = (await things().add({ a: 1 })) as { id: string }
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(await things().add({ _id: 'own' })).toMatchObject({ id: 'own' })
    expect(await things().add([{ _id: 1 }, { _id: 'x' }])).toMatchObject({ ids: [1, 'x'] })
    expect((await things().doc(id).get()).data).toEqual([{ _id: id, a: 1 }])
  })

  it('refuses a second document with the same id and keeps the first', async () => {
    await things().add({ _id: 'a', n: 1 })
    const { code, message } = await refused(things().add({ _id: 'a', n: 2 }))
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(message).toContain('[FailedOperation.Insert] bulk write error')
    expect(message).toMatch(/E11000 duplicate key error collection: \S+\.c\d+ index: _id_ dup key: { _id: "a" }/)
    expect((await things().doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }])
  })

  it('keeps the documents of a list that come before a duplicate, as MongoDB does', async () => {
    await things().add({ _id: 'b' })
    await refused(things().add([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }]))
    expect(await idsOf(things().orderBy('_id', 'asc'))).toEqual(['a', 'b'])
  })

  it('tells the ids 5 and "5" apart', async () => {
    await things().add([
      { _id: 5, is: 'number' },
      { _id: '5', is: 'string' },
    ])
    expect((await things().doc(5).get()).data).toEqual([{ _id: 5, is: 'number' }])
    expect((await things().doc('5').get()).data).toEqual([{ _id: '5', is: 'string' }])
  })

  it('refuses ids that MongoDB refuses', async () => {
    expect((await refused(things().add({ _id: [1] }))).code).toBe('DATABASE_REQUEST_FAILED')
    expect((await refused(things().add({ _id: /x/ }))).code).toBe('DATABASE_REQUEST_FAILED')
  })

  it('never creates a collection by use', async () => {
    const ghost = bench().db.collection('ghost')
    const calls: (() => Promise<unknown>)[] = [
      () => ghost.add({ a: 1 }),
      () => ghost.get(),
      () => ghost.count(),
      () => ghost.doc('a').set({ a: 1 }),
      () => ghost.doc('a').update({ a: 1 }),
      () => ghost.where({ a: 1 }).update({ a: 2 }),
      () => ghost.where({ a: 1 }).updateAndReturn({ a: 2 }),
      () => ghost.doc('a').remove(),
      () => ghost.where({ a: 1 }).remove(),
      () => ghost.aggregate().match({}).end(),
    ]
    for (const call of calls) expect((await refused(call())).code).toBe('DATABASE_COLLECTION_NOT_EXIST')
    expect((await refused(ghost.get())).message).toContain('Db or Table not exist')
  })

  it('refuses to create a collection twice, and keeps its documents', async () => {
    await things().add({ _id: 'a' })
    const { code, message } = await refused(bench().db.createCollection(name))
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(message).toContain('[ResourceUnavailable.ResourceExist] Table exist')
    expect(await things().count()).toMatchObject({ total: 1 })
  })

  it('refuses a malformed collection name', async () => {
    expect((await refused(bench().db.createCollection('a b'))).code).toBe('INVALID_PARAM')
    expect((await bench().admin('database.addCollection', {})).code).toBe('INVALID_PARAM')
  })

  it('replaces the whole document by set(), creating it if absent', async () => {
    expect(await things().doc('a').set({ a: 1, b: 2 })).toMatchObject({ updated: 0, upsertedId: 'a' })
    expect(await things().doc('a').set({ c: 3 })).toMatchObject({ updated: 1, upsertedId: null })
    expect((await things().doc('a').get()).data).toEqual([{ _id: 'a', c: 3 }])
  })

  it('merges by update(), counts matched documents, and does not create', async () => {
    await things().add({ _id: 'a', x: { y: 1, z: 2 } })
    expect(
      await things()
        .doc('a')
        .update({ x: { y: 5 } }),
    ).toMatchObject({ updated: 1 })
    expect(
      await things()
        .doc('a')
        .update({ x: { y: 5 } }),
    ).toMatchObject({ updated: 1 })
    expect(
      await things()
        .doc('a')
        .set({ x: { y: 5, z: 2 } }),
    ).toMatchObject({ updated: 1 })
    expect((await things().doc('a').get()).data).toEqual([{ _id: 'a', x: { y: 5, z: 2 } }])
    expect(await things().doc('ghost').update({ a: 1 })).toMatchObject({ updated: 0 })
    expect(await things().count()).toMatchObject({ total: 1 })
  })

  it('updates and removes all that match, or one with multiple: false', async () => {
    await things().add([1, 2, 3].map((n) => ({ _id: `d${n}`, kind: 'k', n })))
    expect(await things().where({ kind: 'k' }).update({ seen: true })).toMatchObject({ updated: 3 })
    expect(await things().where({ kind: 'k' }).options({ multiple: false }).update({ first: true })).toMatchObject({
      updated: 1,
    })
    expect(await idsOf(things().where({ first: true }))).toEqual(['d1'])
    expect(await things().where({ kind: 'k' }).options({ multiple: false }).remove()).toMatchObject({ deleted: 1 })
    expect(await things().where({ kind: 'k' }).remove()).toMatchObject({ deleted: 2 })
    expect(await things().doc('d3').remove()).toMatchObject({ deleted: 0 })
  })

  it('lets a conditional update succeed once and returns the new document', async () => {
    const { _ } = bench()
    await things().add({ _id: 's', usable: 5 })
    const take = () =>
      things()
        .where({ _id: 's', usable: _.gte(3) })
        .updateAndReturn({ usable: _.inc(-3) })
    const results = await Promise.all([take(), take(), take()])
    expect(results.map((result) => result.updated).sort()).toEqual([0, 0, 1])
    expect(results.find((result) => result.updated === 1)?.doc).toEqual({ _id: 's', usable: 2 })
    expect(results.find((result) => result.updated === 0)?.doc).toBeNull()
  })

  it('counts what the query matches, not the collection', async () => {
    await things().add([{ n: 1 }, { n: 2 }, { n: 2 }])
    expect(await things().where({ n: 2 }).count()).toMatchObject({ total: 2 })
    expect(await things().count()).toMatchObject({ total: 3 })
  })

  it('gives 100 documents without a limit and at most 1000 with one', async () => {
    await things().add(Array.from({ length: 1005 }, (_, n) => ({ _id: n })))
    expect((await things().get()).data).toHaveLength(100)
    expect((await things().limit(0).get()).data).toHaveLength(100)
    expect((await things().limit(5000).get()).data).toHaveLength(1000)
    const raw = await bench().admin('database.getDocument', { collectionName: name, queryType: 'WHERE', limit: 5000 })
    expect((raw as { data: { list: unknown[] } }).data.list).toHaveLength(1000)
  })

  it('skips and limits in the order asked for', async () => {
    await things().add([3, 1, 2, 5, 4].map((n) => ({ _id: `d${n}`, n })))
    expect(await idsOf(things().orderBy('n', 'asc').skip(1).limit(2))).toEqual(['d2', 'd3'])
    expect(await idsOf(things().orderBy('n', 'desc').skip(3))).toEqual(['d2', 'd1'])
    expect(await idsOf(things().skip(3))).toEqual(['d5', 'd4'])
  })

  it('stores every kind of value and gives it back', async () => {
    const { db } = bench()
    const doc = {
      _id: 'all',
      int: 1,
      zero: -0,
      long: 5_000_000_000,
      big: 1e20,
      fraction: 1.5,
      nan: NaN,
      infinite: -Infinity,
      text: '你好 "q" \\ \u0001 😀',
      yes: true,
      no: false,
      nothing: null,
      date: new Date(0),
      list: [1, [2], { a: undefined }, undefined],
      inner: { deep: { er: [] } },
      empty: {},
      gone: undefined,
      'ends.': 1,
    }
    await things().add(doc)
    await things().add({
      _id: 'special',
      re: /a.b/i,
      re2: db.RegExp({ regexp: '^x', options: 's' }),
      at: new db.Geo.Point(113.3, 23.1),
      oid: db.ObjectId({ id: '0123456789abcdef01234567' }),
    })
    const [read] = (await things().doc('all').get()).data as Record<string, unknown>[]
    const { gone: _gone, ...kept } = doc
    expect(read).toEqual({ ...kept, zero: 0, list: [1, [2], {}, null] })
    expect(Object.is(read?.['zero'], 0)).toBe(true)
    expect('gone' in (read ?? {})).toBe(false)
    const [special] = (await things().doc('special').get()).data as Record<string, unknown>[]
    expect(special?.['oid']).toBe('0123456789abcdef01234567')
    expect(String(JSON.stringify(special?.['re']))).toContain('a.b')
    expect(special?.['at']).toMatchObject({ longitude: 113.3, latitude: 23.1 })
  })

  it('answers in canonical extended JSON, one string per document', async () => {
    await things().add({ _id: 'a', i: 7, l: 5e9, d: 0.5, e20: 1e20, t: new Date(5), n: NaN, s: '中' })
    const raw = await bench().admin('database.getDocument', {
      collectionName: name,
      queryType: 'DOC',
      multi: false,
      query: '{"_id":"a"}',
    })
    expect(raw).toMatchObject({ requestId: expect.any(String) })
    expect((raw as { data: { list: string[] } }).data.list).toEqual([
      '{"_id":"a","i":{"$numberInt":"7"},"l":{"$numberLong":"5000000000"},"d":{"$numberDouble":"0.5"},"e20":{"$numberDouble":"100000000000000000000"},"t":{"$date":{"$numberLong":"5"}},"n":{"$numberDouble":"NaN"},"s":"中"}',
    ])
  })

  it('replaces server dates by the clock of the cloud, with their offset, at any depth', async () => {
    const { db, clock, _ } = bench()
    await things().add({ _id: 'a', at: db.serverDate(), in: { list: [db.serverDate({ offset: 60_000 })] } })
    clock.now += 5000
    await things()
      .doc('a')
      .update({ later: db.serverDate({ offset: -1000 }), log: _.push([db.serverDate()]) })
    const [doc] = (await things().doc('a').get()).data as { at: Date; in: { list: Date[] }; later: Date; log: Date[] }[]
    const start = clock.now - 5000
    expect(doc?.at).toEqual(new Date(start))
    expect(doc?.in.list[0]).toEqual(new Date(start + 60_000))
    expect(doc?.later).toEqual(new Date(clock.now - 1000))
    expect(doc?.log).toEqual([new Date(clock.now)])
    expect(
      await things()
        .where({ at: _.lte(db.serverDate()) })
        .count(),
    ).toMatchObject({ total: 1 })
  })

  it('refuses names that begin with $ but takes names that end in a dot', async () => {
    const insert = (doc: unknown) =>
      bench().admin('database.insertDocument', { collectionName: name, data: [JSON.stringify(doc)] })
    expect(await insert({ a: { $bad: 1 } })).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(await insert({ $set: { a: 1 } })).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(await insert([1])).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(await insert({ 'a.': 1 })).toMatchObject({ data: { insertedIds: [expect.any(String)] } })
    expect(
      (
        await refused(
          things()
            .where({})
            .options({ raw: true })
            .update({ $set: { b: { $c: 1 } } }),
        )
      ).code,
    ).toBe('DATABASE_REQUEST_FAILED')
    expect(await things().count()).toMatchObject({ total: 1 })
  })

  it('refuses a document of more than 16 MB', async () => {
    const { code, message } = await refused(things().add({ _id: 'big', text: 'x'.repeat(16 * 1024 * 1024) }))
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(message).toContain('too large')
    expect(await things().count()).toMatchObject({ total: 0 })
  })

  it('finds ObjectIds only as ObjectIds', async () => {
    const { db } = bench()
    const id = '0123456789abcdef01234567'
    await things().add({ _id: 'a', ref: db.ObjectId({ id }) })
    expect(await idsOf(things().where({ ref: db.ObjectId({ id }) }))).toEqual(['a'])
    expect(await idsOf(things().where({ ref: id }))).toEqual([])
    expect((await refused(things().add({ ref: db.ObjectId({ id: 'short' }) }))).code).toBe('INVALID_PARAM')
  })

  it('gives only the fields asked for, in the order of the document', async () => {
    const {
      db: { command },
      _,
    } = bench()
    await things().add({
      _id: 'a',
      z: 1,
      list: [{ k: 1, v: 'a' }, { k: 2, v: 'b' }, 7],
      y: { p: 1, q: 2 },
      tags: [1, 2, 3, 4],
    })
    const read = async (fields: object) =>
      (
        (
          await things()
            .where({ _id: 'a' })
            .field(fields as Parameters<ReturnType<typeof things>['field']>[0])
            .get()
        ).data as object[]
      )[0]
    expect(JSON.stringify(await read({ y: true, z: true }))).toBe('{"_id":"a","z":1,"y":{"p":1,"q":2}}')
    expect(await read({ _id: false, 'y.q': true })).toEqual({ y: { q: 2 } })
    expect(await read({ list: false, tags: 0 })).toEqual({ _id: 'a', z: 1, y: { p: 1, q: 2 } })
    expect(await read({ 'list.v': 1 })).toEqual({ _id: 'a', list: [{ v: 'a' }, { v: 'b' }] })
    expect(await read({ tags: (command as unknown as Project).project.slice(2), z: 1 })).toEqual({
      _id: 'a',
      z: 1,
      tags: [1, 2],
    })
    expect(await read({ tags: (command as unknown as Project).project.slice([-3, 2]) })).toMatchObject({
      z: 1,
      tags: [2, 3],
    })
    expect(await read({ list: (command as unknown as Project).project.elemMatch({ k: 2 }) })).toEqual({
      _id: 'a',
      list: [{ k: 2, v: 'b' }],
    })
    expect((await things().doc('a').field({ z: true }).get()).data).toEqual([{ _id: 'a', z: 1 }])
    expect((await refused(read({ z: 1, y: 0 }))).code).toBe('DATABASE_REQUEST_FAILED')
    const found = await things()
      .where({ 'list.k': _.gte(2) })
      .field({ 'list.$': 1 })
      .get()
    expect(found.data).toEqual([{ _id: 'a', list: [{ k: 2, v: 'b' }] }])
  })
})

interface Project {
  project: { slice(value: unknown): object; elemMatch(value: unknown): object }
}

bothWays('the number of collections', { collections: [] }, (bench) => {
  it('stops at 100', async () => {
    const { db } = bench() as Bench
    for (let i = 0; i < 100; i++) await db.createCollection(`n${i}`)
    expect((await refused(db.createCollection('n100'))).code).toBe('DATABASE_COLLECTION_EXCEED_LIMIT')
  })
})
