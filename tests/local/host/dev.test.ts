import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import type { Cloud } from '../../../local/cloud'
import { bundleFixtures, functionConfig, post, temporaryFolder } from './fixture-bundles'
import { startTestCloud } from './test-cloud'

process.env['TENCENTCLOUD'] = 'true'
process.env['SILENCE'] = 'true'

const root = temporaryFolder()
let functionsFolder: string
const functions = [functionConfig('echo')]

beforeAll(async () => {
  functionsFolder = await bundleFixtures(['echo', 'customer', 'staff'], path.join(root, 'functions'))
})

const options = (name: string) => ({ folder: path.join(root, name), root, functionsFolder, functions })
const insert = (id: string) => ({ collectionName: 'things', data: [JSON.stringify({ _id: id })] })
const sendVia = (cloud: Cloud, action: string, params: unknown): Promise<unknown> =>
  cloud.functions.invoke('echo', { do: 'send', action, params }, { source: 'sdk' })

describe('dev mode', () => {
  const doors = [functionConfig('customer'), functionConfig('staff')]

  it('signs demo people in at the door of their role, as WeChat would', async () => {
    const cloud = await startTestCloud({ ...options('sign-in'), functions: doors })
    const customer = await post(`${cloud.url}/dev/sign-in`, { as: 'customer:1' })
    expect(customer.body).toEqual({
      ok: true,
      output: {
        session: 'of demo-openid-customer-1',
        door: 'customer',
        path: 'session.open',
        input: {},
        union: 'demo-unionid-c1',
      },
    })
    const sales = await post(`${cloud.url}/dev/sign-in`, { as: 'sales:1' })
    expect(sales.body).toMatchObject({
      output: { session: 'of demo-openid-sales-1', door: 'staff', input: { role: 'sales' } },
    })
    expect((await post(`${cloud.url}/dev/sign-in`, { as: 'nobody:1' })).status).toBe(404)
    expect((await post(`${cloud.url}/dev/sign-in`, { as: '__proto__' })).status).toBe(404)
    const people = (await (await fetch(`${cloud.url}/dev/people`)).json()) as { as: string }[]
    expect(people.map((one) => one.as)).toEqual(expect.arrayContaining(['customer:1', 'sales:1', 'owner:1']))
    const called = await post(`${cloud.url}/dev/wechat/call`, {
      openid: 'o-7',
      name: 'customer',
      data: { path: 'session.open' },
    })
    expect(called.body).toMatchObject({ result: { ok: true, output: { session: 'of o-7' } } })
    await cloud.close()
  })

  it('has no /dev paths, no phones and no open admin door in prod mode', async () => {
    const cloud = await startTestCloud({ ...options('prod'), mode: 'prod', databaseTransport: 'http' })
    for (const name of ['sign-in', 'clock', 'fault', 'reset', 'parcel', 'wechat/call', 'wechat/login']) {
      expect([name, (await post(`${cloud.url}/dev/${name}`, {})).status]).toEqual([name, 404])
    }
    for (const address of ['/dev/people', '/dev/clock', '/phone/customer/', '/start/page.js']) {
      expect([address, (await fetch(`${cloud.url}${address}`)).status]).toEqual([address, 404])
    }
    const entry = await fetch(`${cloud.url}/`, { redirect: 'manual' })
    expect([entry.status, entry.headers.get('location')]).toEqual([302, '/app/'])
    const stranger = cloudbase.init({
      env: 'laidan-local',
      secretId: 'x',
      secretKey: 'y',
      serviceUrl: `${cloud.url}/admin`,
    })
    await expect(stranger.database().collection('things').get()).rejects.toMatchObject({ code: 'INVALID_ACCESS_TOKEN' })
    const known = cloudbase.init({
      env: 'laidan-local',
      accessKey: cloud.secrets.ADMIN_KEY,
      serviceUrl: `${cloud.url}/admin`,
    })
    expect((await known.database().collection('things').get()).data).toEqual([])
    const seen = (await cloud.functions.invoke('echo', { do: 'environment' }, { source: 'sdk' })) as {
      all: Record<string, string>
    }
    expect(seen.all['DEMO_OPENID_PREFIX']).toBeUndefined()
    expect(seen.all['CLOUDBASE_APIKEY']).toBe(cloud.secrets.ADMIN_KEY)
    await cloud.close()
  })

  it('resets the shop, and loads the demo once per folder', async () => {
    let loads = 0
    const loadDemo = async (): Promise<void> => void (loads += 1)
    const cloud = await startTestCloud({ ...options('reset'), loadDemo })
    await cloud.database.send('database.insertDocument', insert('a'))
    expect(cloud.database.documentCount()).toBe(1)
    expect((await post(`${cloud.url}/dev/reset`, {})).body).toEqual({ ok: true })
    expect([cloud.database.documentCount(), loads]).toEqual([0, 2])
    await cloud.close()
    const again = await startTestCloud({ ...options('reset'), loadDemo })
    expect(loads).toBe(2)
    await again.close()
  })

  it('does not pour the demo over a shop that has documents, and throws away a load that broke', async () => {
    const own = await startTestCloud(options('own'))
    await own.database.send('database.insertDocument', insert('mine'))
    await own.close()
    let loads = 0
    const kept = await startTestCloud({ ...options('own'), loadDemo: async () => void (loads += 1) })
    expect([loads, kept.database.documentCount()]).toEqual([0, 1])
    await kept.close()

    const broken = startTestCloud({
      ...options('broken'),
      loadDemo: async () => {
        throw new Error('the load broke')
      },
    })
    await expect(broken).rejects.toThrow('the load broke')
    const retried = await startTestCloud({ ...options('broken'), loadDemo: async () => void (loads += 1) })
    expect(loads).toBe(1)
    await retried.close()
  })
})

describe.each(['memory', 'http'] as const)('planned faults over %s', (transport) => {
  let cloud: Cloud
  const fault = (body: unknown) => post(`${cloud.url}/dev/fault`, body)
  const database = () =>
    cloudbase
      .init({ env: 'laidan-local', secretId: 'x', secretKey: 'y', serviceUrl: `${cloud.url}/admin`, timeout: 2000 })
      .database()
  const add = (id: string): Promise<unknown> =>
    transport === 'memory'
      ? sendVia(cloud, 'database.insertDocument', insert(id))
      : database().collection('things').add({ _id: id })
  const has = async (id: string): Promise<boolean> =>
    (await database().collection('things').where({ _id: id }).count()).total === 1

  beforeAll(async () => {
    cloud = await startTestCloud({ ...options(`faults-${transport}`), databaseTransport: transport })
  })
  afterAll(() => cloud.close())
  beforeEach(() => fault({ clear: true }))

  it('fail the 2nd call of an action, which writes nothing', async () => {
    await fault({ action: 'database.insertDocument', nth: 2, kind: 'fail' })
    await add('fail-1')
    if (transport === 'memory') expect(await add('fail-2')).toMatchObject({ code: 'SYS_ERR' })
    else await expect(add('fail-2')).rejects.toMatchObject({ code: 'SYS_ERR' })
    await add('fail-3')
    expect(await Promise.all(['fail-1', 'fail-2', 'fail-3'].map(has))).toEqual([true, false, true])
  })

  it('apply the write and lose the answer', async () => {
    await fault({ action: '*', nth: 1, kind: 'timeout-after-apply' })
    if (transport === 'memory') {
      await expect(add('lost')).rejects.toMatchObject({ message: expect.stringContaining('request timeout') })
    } else
      await expect(add('lost')).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|ESOCKETTIMEDOUT/) })
    expect(await has('lost')).toBe(true)
  })

  it('delay each call when told "every", and count calls', async () => {
    await fault({ action: '*', kind: 'delay', ms: 30, every: true })
    const startedAt = performance.now()
    for (const id of ['slow-1', 'slow-2', 'slow-3']) await add(id)
    expect(performance.now() - startedAt).toBeGreaterThan(88)
    const counters = (await (await fetch(`${cloud.url}/dev/fault`)).json()) as {
      calls: Record<string, number>
      total: number
    }
    expect(counters).toMatchObject({ calls: { 'database.insertDocument': 3 }, total: 3 })
  })

  it('watch one collection only when it is named', async () => {
    await fault({ action: 'database.insertDocument', collection: 'others', nth: 1, kind: 'fail' })
    await add('unharmed')
    expect(await has('unharmed')).toBe(true)
    expect((await fault({ action: 'x', kind: 'explode' })).status).toBe(400)
  })
})

describe.each(['memory', 'http'] as const)('kill over %s', (transport) => {
  const start = (folder: string): Promise<{ child: ChildProcess; url: string }> =>
    new Promise((resolve, reject) => {
      const script = path.join(__dirname, 'fixtures/child-cloud.ts')
      const child = spawn(process.execPath, ['--import', 'tsx', script, root, folder, transport], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child.stdout.once('data', (line: Buffer) => resolve({ child, url: line.toString().trim() }))
      child.once('exit', (code) => reject(new Error(`the cloud ended with ${code}`)))
    })
  const ended = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
    new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  const collection = (url: string) =>
    cloudbase
      .init({ env: 'laidan-local', secretId: 'x', secretKey: 'y', serviceUrl: `${url}/admin`, timeout: 2000 })
      .database()
      .collection('things')
  const count = async (url: string, id: string): Promise<number> =>
    (await collection(url).where({ _id: id }).count()).total ?? 0
  const add = (url: string, id: string): Promise<unknown> =>
    transport === 'http'
      ? collection(url).add({ _id: id })
      : post(`${url}/echo`, { do: 'send', action: 'database.insertDocument', params: insert(id) })

  it.each([
    ['kill', 0],
    ['kill-after-apply', 1],
  ] as const)('%s ends the process with the write applied %i times', async (kind, expected) => {
    const folder = path.join(root, `${kind}-${transport}`)
    const first = await start(folder)
    await add(first.url, 'before')
    await post(`${first.url}/dev/fault`, { action: 'database.insertDocument', nth: 1, kind })
    const death = ended(first.child)
    await expect(add(first.url, 'during')).rejects.toBeDefined()
    expect(await death).toBe('SIGKILL')
    const second = await start(folder)
    expect([await count(second.url, 'before'), await count(second.url, 'during')]).toEqual([1, expected])
    second.child.kill('SIGKILL')
    await ended(second.child)
  })
})

describe('start', () => {
  it('says in one sentence that a port is in use, and leaves the folder alone', async () => {
    const cloud = await startTestCloud(options('port'))
    await expect(startTestCloud({ ...options('port-2'), port: cloud.port })).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: `Port ${cloud.port} is already in use; stop the other program or set PORT to another number.`,
    })
    await cloud.close()
  })

  it('says in one sentence that a folder cannot be written or is in use', async () => {
    mkdirSync(path.join(root, 'blocked'))
    writeFileSync(path.join(root, 'blocked/file'), '')
    const unwritable = startTestCloud({ ...options('x'), folder: path.join(root, 'blocked/file/data') })
    await expect(unwritable).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNWRITABLE',
      message: expect.stringContaining('cannot be written'),
    })
    const cloud = await startTestCloud(options('in-use'))
    await expect(startTestCloud(options('in-use'))).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
    await cloud.close()
  })

  it('opens a shop again, and again, that was written to and cleared for a while', async () => {
    const started = options('lived-in')
    for (let run = 0; run < 4; run += 1) {
      const cloud = await startTestCloud(started)
      expect(cloud.database.documentCount()).toBe(run * 100)
      const send = cloud.database.send.bind(cloud.database)
      for (let round = 0; round < 40; round += 1) {
        const ids = Array.from({ length: 10 }, (_, n) => `r${run}-${round}-${n}`)
        const data = ids.map((_id) => JSON.stringify({ _id, text: 'x'.repeat(500 * (round + 1)) }))
        await Promise.all(data.map((one) => send('database.insertDocument', { collectionName: 'things', data: [one] })))
        if (round % 4 === 3) continue
        const query = (id: string) => ({
          collectionName: 'things',
          queryType: 'DOC',
          multi: false,
          query: JSON.stringify({ _id: id }),
        })
        await Promise.all(ids.map((id) => send('database.removeDocument', query(id))))
      }
      await cloud.close()
    }
  })

  it('runs two clouds in one process that do not disturb one another', async () => {
    const [one, two] = await Promise.all([startTestCloud(options('one')), startTestCloud(options('two'))])
    await one.clock.set('2040-01-01T00:00:00Z')
    await one.database.send('database.insertDocument', insert('only-one'))
    const time = async (cloud: Cloud) =>
      (await cloud.functions.invoke('echo', { do: 'time' }, { source: 'sdk' })) as { now: number }
    expect((await time(one)).now).toBeGreaterThan(Date.parse('2040-01-01'))
    expect((await time(two)).now).toBeLessThan(Date.parse('2040-01-01'))
    expect([one.database.documentCount(), two.database.documentCount()]).toEqual([1, 0])
    expect(one.secrets.SESSION_KEY).not.toBe(two.secrets.SESSION_KEY)
    await Promise.all([one.close(), two.close()])
  })
})
