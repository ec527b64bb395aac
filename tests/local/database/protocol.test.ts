import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdminEndpoint, openDatabase } from '../../../local/database/index'
import { bothWays, newFolder } from './support'

bothWays('the protocol', {}, (bench) => {
  const thing = (fields: object) => ({ collectionName: 'things', ...fields })

  it.each<[string, string, object]>([
    ['an unknown action', 'database.frobnicate', {}],
    ['no collection name', 'database.getDocument', {}],
    ['a query that is no string', 'database.getDocument', thing({ query: { a: 1 } })],
    ['a query that is not JSON', 'database.getDocument', thing({ query: '{"a"' })],
    ['an order of 2', 'database.getDocument', thing({ order: '{"a":2}' })],
    ['a negative offset', 'database.getDocument', thing({ offset: -1 })],
    ['a fractional limit', 'database.getDocument', thing({ limit: 1.5 })],
    ['an insert that is no list', 'database.insertDocument', thing({ data: '{}' })],
    ['an insert of a number', 'database.insertDocument', thing({ data: [5] })],
    ['stages that are no list', 'database.aggregateDocuments', thing({ stages: {} })],
    ['a stage without name', 'database.aggregateDocuments', thing({ stages: [{ stageValue: '{}' }] })],
    [
      'a date out of range',
      'database.insertDocument',
      thing({ data: ['{"a":{"$date":{"$numberLong":"99999999999999999"}}}'] }),
    ],
    ['an update without data', 'database.modifyDocument', thing({ queryType: 'WHERE', multi: true, merge: true })],
  ])('answers %s with a code, a message and a request id', async (_name, action, params) => {
    const reply = await bench().admin(action, params as Record<string, unknown>)
    expect(reply).toEqual({
      code: 'INVALID_PARAM',
      message: expect.stringMatching(/./),
      requestId: expect.stringMatching(/./),
    })
  })

  it('gives each request its own id', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => bench().admin('database.calculateDocument', thing({}))))
    expect(new Set(replies.map((reply) => reply['requestId'])).size).toBe(3)
    expect(replies[0]).toEqual({ requestId: expect.any(String), data: { total: 0 } })
  })

  it('takes an empty query for everything, as remove() without where sends it', async () => {
    await bench()
      .db.collection('things')
      .add([{ a: 1 }, { a: 2 }])
    expect(
      await bench().admin('database.removeDocument', thing({ queryType: 'WHERE', multi: true, query: '' })),
    ).toMatchObject({ data: { deleted: 2 } })
  })

  it('is not led astray by names of the language itself', async () => {
    const things = bench().db.collection('things')
    await things.add({ _id: 'constructor', constructor: 1, toString: 'x' })
    expect((await things.where({ constructor: 1 } as never).get()).data).toHaveLength(1)
    expect((await things.where({ hasOwnProperty: bench()._.exists(true) } as never).get()).data).toEqual([])
    expect(await bench().admin('constructor', {})).toMatchObject({ code: 'INVALID_PARAM' })
    const polluted = await bench().admin(
      'database.insertDocument',
      thing({ data: ['{"__proto__":{"polluted":true}}'] }),
    )
    expect(polluted).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    await things.where({}).remove()
  })
})

describe('the endpoint', () => {
  it('answers 405 to other methods, 400 to what is no JSON object, 200 to refusals', async () => {
    const folder = newFolder()
    const database = await openDatabase({ folder, now: Date.now, collections: [] })
    const endpoint = createAdminEndpoint((action, params) => database.send(action, params))
    const server = createServer((request, response) => void endpoint(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin`
    const post = (body: string) => fetch(url, { method: 'POST', body })
    expect((await fetch(url)).status).toBe(405)
    for (const body of ['', '{"action"', '[]', 'null', '"x"']) expect((await post(body)).status).toBe(400)
    const unknown = await post('{"action":"database.nothing"}')
    expect(unknown.status).toBe(200)
    expect(unknown.headers.get('content-type')).toContain('application/json')
    expect(await unknown.json()).toMatchObject({ code: 'INVALID_PARAM', requestId: expect.any(String) })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await database.close()
    rmSync(folder, { recursive: true })
  })
})
