import { bothWays, freshCollection, idsOf, refused, sleep, type Bench } from './support'

const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT'
const GONE = 'DATABASE_TRANSACTION_FAIL'

type Transaction = Awaited<ReturnType<Bench['db']['startTransaction']>>

const collections = [
  { name: 'users', indexes: [{ name: 'byPhone', unique: true, keys: [['phone', 1]] as [string, 1][] }] },
]

bothWays('transactions', { collections }, (bench) => {
  let name: string
  const things = () => bench().db.collection(name)
  const inside = (transaction: Transaction) => transaction.collection(name)
  const start = () => bench().db.startTransaction()
  const read = async (id: string) => (await things().doc(id).get()).data[0] as Record<string, unknown> | undefined
  beforeEach(async () => {
    name = await freshCollection(bench(), [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ])
  })

  it('commits all its writes at once, over several collections', async () => {
    const other = await freshCollection(bench(), [{ _id: 'z', n: 0 }])
    const transaction = await start()
    await inside(transaction)
      .doc('a')
      .update({ n: bench()._.inc(10) })
    await inside(transaction).doc('b').remove()
    await inside(transaction).doc('c').set({ n: 3 })
    await inside(transaction).add({ _id: 'd', n: 4 })
    await transaction.collection(other).doc('z').update({ n: 9 })
    const returned = await inside(transaction).where({ _id: 'a' }).updateAndReturn({ seen: true })
    expect(returned).toMatchObject({ updated: 1, doc: { _id: 'a', n: 11, seen: true } })
    expect(await idsOf(things())).toEqual(['a', 'b'])
    expect(await read('a')).toEqual({ _id: 'a', n: 1 })
    await transaction.commit()
    expect((await things().orderBy('_id', 'asc').get()).data).toEqual([
      { _id: 'a', n: 11, seen: true },
      { _id: 'c', n: 3 },
      { _id: 'd', n: 4 },
    ])
    expect((await bench().db.collection(other).doc('z').get()).data).toEqual([{ _id: 'z', n: 9 }])
  })

  it('keeps the committed writes over a restart', async () => {
    const transaction = await start()
    await inside(transaction).doc('a').update({ n: 77 })
    await inside(transaction).add({ _id: 'new' })
    await transaction.commit()
    await bench().restart()
    expect(await read('a')).toEqual({ _id: 'a', n: 77 })
    expect(await read('new')).toEqual({ _id: 'new' })
  })

  it('leaves nothing behind after a rollback', async () => {
    const transaction = await start()
    await inside(transaction).doc('a').update({ n: 50 })
    await inside(transaction).add({ _id: 'c' })
    await inside(transaction).doc('b').remove()
    await transaction.rollback()
    expect((await things().orderBy('_id', 'asc').get()).data).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
    ])
    expect((await refused(inside(transaction).doc('a').get())).code).toBe(GONE)
    expect(await things().doc('a').update({ n: 2 })).toMatchObject({ updated: 1 })
  })

  it('reads its own writes and gives null for a missing document', async () => {
    const transaction = await start()
    await inside(transaction).doc('a').update({ n: 5 })
    await inside(transaction).add({ _id: 'c', n: 6 })
    await inside(transaction).doc('b').remove()
    expect((await inside(transaction).doc('a').get()).data).toEqual({ _id: 'a', n: 5 })
    expect((await inside(transaction).doc('b').get()).data).toBeNull()
    expect((await inside(transaction).doc('ghost').get()).data).toBeNull()
    const rows = await inside(transaction)
      .where({ n: bench()._.gt(4) })
      .orderBy('n', 'desc')
      .get()
    expect(rows.data).toEqual([
      { _id: 'c', n: 6 },
      { _id: 'a', n: 5 },
    ])
    await transaction.rollback()
  })

  it('reads the state of its first operation, not of its start', async () => {
    const transaction = await start()
    await things().doc('a').update({ n: 100 })
    expect((await inside(transaction).doc('b').get()).data).toEqual({ _id: 'b', n: 2 })
    await things().doc('a').update({ n: 200 })
    await things().doc('b').remove()
    await things().add({ _id: 'c', n: 300 })
    expect((await inside(transaction).doc('a').get()).data).toEqual({ _id: 'a', n: 100 })
    expect((await inside(transaction).doc('b').get()).data).toEqual({ _id: 'b', n: 2 })
    expect((await inside(transaction).doc('c').get()).data).toBeNull()
    expect((await inside(transaction).where({}).orderBy('_id', 'asc').get()).data).toEqual([
      { _id: 'a', n: 100 },
      { _id: 'b', n: 2 },
    ])
    await transaction.rollback()
  })

  it('raises the conflict on the second writer, whose transaction then has ended', async () => {
    const [first, second] = [await start(), await start()]
    await inside(first).doc('a').get()
    await inside(second).doc('a').get()
    await inside(second).doc('b').update({ n: 22 })
    await inside(first).doc('a').update({ n: 11 })
    const { code, message } = await refused(inside(second).doc('a').update({ n: 12 }))
    expect(code).toBe(CONFLICT)
    expect(message).toContain('[ResourceUnavailable.TransactionConflict]')
    expect((await refused(inside(second).doc('b').get())).code).toBe(GONE)
    const commit = await refused(second.commit())
    expect(commit.code).toBe(GONE)
    expect(commit.message).toContain('[ResourceUnavailable.TransactionNotExist]')
    await first.commit()
    expect(await read('a')).toEqual({ _id: 'a', n: 11 })
    expect(await read('b')).toEqual({ _id: 'b', n: 2 })
  })

  it('conflicts with a plain write since the snapshot: changed, removed, or added', async () => {
    for (const meddle of [() => things().doc('a').update({ n: 5 }), () => things().doc('a').remove()]) {
      await things().doc('a').set({ n: 1 })
      const transaction = await start()
      await inside(transaction).doc('b').get()
      await meddle()
      expect((await refused(inside(transaction).doc('a').update({ n: 6 }))).code).toBe(CONFLICT)
    }
    const transaction = await start()
    await inside(transaction).doc('b').get()
    await things().add({ _id: 'new' })
    expect((await refused(inside(transaction).doc('new').set({ n: 1 }))).code).toBe(CONFLICT)
  })

  it('lets two transactions write the same document one after the other', async () => {
    for (const n of [5, 6]) {
      const transaction = await start()
      await inside(transaction).doc('a').update({ n })
      await transaction.commit()
    }
    expect(await read('a')).toEqual({ _id: 'a', n: 6 })
  })

  it('does not prevent write skew', async () => {
    const [first, second] = [await start(), await start()]
    await inside(first).doc('b').get()
    await inside(second).doc('a').get()
    await inside(first).doc('a').update({ n: 10 })
    await inside(second).doc('b').update({ n: 20 })
    await first.commit()
    await second.commit()
    expect([await read('a'), await read('b')]).toEqual([
      { _id: 'a', n: 10 },
      { _id: 'b', n: 20 },
    ])
  })

  it('runs at most four times in runTransaction: 8 at once on one counter, and every success counts', async () => {
    const add = () =>
      bench().db.runTransaction(async (transaction: Transaction) => {
        const { data } = await inside(transaction).doc('a').get()
        await inside(transaction)
          .doc('a')
          .update({ n: (data as unknown as { n: number }).n + 1 })
      })
    const results = await Promise.allSettled(Array.from({ length: 8 }, add))
    const won = results.filter((result) => result.status === 'fulfilled').length
    expect(won).toBeGreaterThan(0)
    expect(await read('a')).toEqual({ _id: 'a', n: 1 + won })
    for (const result of results)
      if (result.status === 'rejected') expect((result.reason as { code: string }).code).toBe(CONFLICT)
  })

  it('ends after 30 seconds by the clock of the cloud', async () => {
    const transaction = await start()
    await inside(transaction).doc('a').update({ n: 5 })
    bench().clock.now += 29_999
    expect((await inside(transaction).doc('a').get()).data).toEqual({ _id: 'a', n: 5 })
    bench().clock.now += 1
    expect((await refused(inside(transaction).doc('a').get())).code).toBe(GONE)
    expect((await refused(transaction.commit())).code).toBe(GONE)
    expect(await read('a')).toEqual({ _id: 'a', n: 1 })
    expect(await things().doc('a').update({ n: 9 })).toMatchObject({ updated: 1 })
  })

  it('refuses an id it never gave', async () => {
    expect(await bench().admin('database.commitTransaction', { transactionId: 'ghost' })).toMatchObject({ code: GONE })
    expect(await bench().admin('database.abortTransaction', {})).toMatchObject({ code: GONE })
    expect(
      await bench().admin('database.getDocument', {
        collectionName: name,
        queryType: 'DOC',
        query: '{"_id":"a"}',
        transactionId: 'ghost',
      }),
    ).toMatchObject({ code: GONE })
  })

  it('gives the transaction id at the top level of the reply', async () => {
    const reply = await bench().admin('database.startTransaction', {})
    expect(reply).toEqual({ requestId: expect.any(String), transactionId: expect.any(String) })
    expect(await bench().admin('database.abortTransaction', { transactionId: reply['transactionId'] })).toEqual({
      requestId: expect.any(String),
    })
  })

  it.each<[string, (transaction: Transaction) => Promise<unknown>]>([
    ['commit', (transaction) => transaction.commit()],
    ['rollback', (transaction) => transaction.rollback()],
  ])('makes a plain write wait for a held document until the %s', async (end, finish) => {
    const transaction = await start()
    await inside(transaction)
      .doc('a')
      .update({ n: bench()._.inc(10) })
    let isDone = false
    const waiting = things()
      .where({ _id: 'a' })
      .update({ n: bench()._.inc(1) })
      .then((result) => {
        isDone = true
        return result
      })
    await sleep(120)
    expect(isDone).toBe(false)
    expect(await things().doc('b').update({ n: 3 })).toMatchObject({ updated: 1 })
    await finish(transaction)
    expect(await waiting).toMatchObject({ updated: 1 })
    expect(await read('a')).toEqual({ _id: 'a', n: end === 'commit' ? 12 : 2 })
  })

  it('makes a plain write wait until the holder outlives its time', async () => {
    const transaction = await start()
    await inside(transaction).doc('a').update({ n: 10 })
    const waiting = things().doc('a').remove()
    await sleep(60)
    bench().clock.now += 30_000
    expect(await waiting).toMatchObject({ deleted: 1 })
  })

  it('runs where().update at once and outside, as the SDK sends it', async () => {
    const transaction = await start()
    await inside(transaction).doc('b').get()
    await inside(transaction).where({ _id: 'a' }).update({ n: 5 })
    await transaction.rollback()
    expect(await read('a')).toEqual({ _id: 'a', n: 5 })
  })

  it('refuses a duplicate inside and ends the transaction', async () => {
    const transaction = await start()
    const { code, message } = await refused(inside(transaction).add({ _id: 'a' }))
    expect(code).toBe('DATABASE_REQUEST_FAILED')
    expect(message).toContain('E11000')
    expect((await refused(inside(transaction).doc('b').get())).code).toBe(GONE)
  })

  describe('with a unique index', () => {
    const users = () => bench().db.collection('users')
    const phone = (digits: number) => `1380000${digits}`
    beforeEach(async () => {
      await users().where({}).remove()
      await users().add({ _id: 'old', phone: phone(1) })
    })

    it('refuses a key that a committed document has', async () => {
      const transaction = await start()
      const { code, message } = await refused(transaction.collection('users').add({ _id: 'x', phone: phone(1) }))
      expect(code).toBe('DATABASE_REQUEST_FAILED')
      expect(message).toContain('index: byPhone dup key')
    })

    it('refuses a key used twice inside, and frees one that a removal inside gave back', async () => {
      const transaction = await start()
      await transaction.collection('users').doc('old').remove()
      await transaction.collection('users').add({ _id: 'x', phone: phone(1) })
      await transaction.commit()
      expect(await idsOf(users())).toEqual(['x'])
      const twice = await start()
      await twice.collection('users').add({ _id: 'y', phone: phone(2) })
      expect((await refused(twice.collection('users').add({ _id: 'z', phone: phone(2) }))).code).toBe(
        'DATABASE_REQUEST_FAILED',
      )
      expect(await users().count()).toMatchObject({ total: 1 })
    })

    it('conflicts when two transactions take the same key', async () => {
      const [first, second] = [await start(), await start()]
      await first.collection('users').add({ _id: 'x', phone: phone(3) })
      expect((await refused(second.collection('users').add({ _id: 'y', phone: phone(3) }))).code).toBe(CONFLICT)
      await first.commit()
      expect(
        await users()
          .where({ phone: phone(3) })
          .count(),
      ).toMatchObject({ total: 1 })
    })

    it('makes a plain insert wait for a key that a transaction has taken', async () => {
      const transaction = await start()
      await transaction.collection('users').add({ _id: 'x', phone: phone(4) })
      const waiting = users()
        .add({ _id: 'y', phone: phone(4) })
        .catch((error: { code: string }) => error.code)
      await sleep(60)
      await transaction.commit()
      expect(await waiting).toBe('DATABASE_REQUEST_FAILED')
      expect(
        await users()
          .where({ phone: phone(4) })
          .count(),
      ).toMatchObject({ total: 1 })
    })
  })

  it('takes a bulk of 1001 documents inside', async () => {
    const transaction = await start()
    await inside(transaction).add(Array.from({ length: 1001 }, (_, n) => ({ _id: `bulk${n}` })))
    await transaction.commit()
    expect(await things().count()).toMatchObject({ total: 1003 })
  })
})
