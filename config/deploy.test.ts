import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { collectionSpecs } from '../src/adapters/cloudbase/collections'
import { readManifest } from './cloud'
import { functionRequestOf, indexRequestOf } from './deploy'

const root = path.resolve(__dirname, '..')

describe('deployment', () => {
  it('names an index and its directions in CloudBase’s words', () => {
    expect(indexRequestOf({ name: 'number', unique: true, keys: [['number', 1]] })).toEqual({
      IndexName: 'number',
      MgoKeySchema: { MgoIsUnique: true, MgoIndexKeys: [{ Name: 'number', Direction: '1' }] },
    })
  })

  it('gives the three public functions a path and the clock its timer, but no path', () => {
    const requests = readManifest(root).map((config) => functionRequestOf(config, {}).func)
    expect(requests.map(({ name, path: where }) => [name, where])).toEqual([
      ['customer', '/customer'],
      ['staff', '/staff'],
      ['webhook', '/webhook'],
      ['clock', undefined],
    ])
    expect(requests.at(-1)?.triggers).toEqual([{ name: 'every-minute', type: 'timer', config: '0 */1 * * * * *' }])
  })

  it('passes settings on and leaves out those that are not set', () => {
    const [customer] = readManifest(root)
    if (customer === undefined) throw new Error('no function')
    const { envVariables } = functionRequestOf(customer, { SESSION_KEY: 'k'.repeat(32) }).func
    expect(envVariables).toEqual({ SESSION_KEY: 'k'.repeat(32) })
  })

  it('keeps within CloudBase’s limits: 100 collections, 100 indexes of at most 31 fields, names of 32 letters', () => {
    expect(collectionSpecs.length).toBeLessThanOrEqual(100)
    for (const { name, indexes } of collectionSpecs) {
      expect(name).toMatch(/^[A-Za-z0-9_-]{1,32}$/)
      expect(indexes.length).toBeLessThanOrEqual(100)
      for (const index of indexes) expect(index.keys.length).toBeLessThanOrEqual(31)
    }
  })

  it('says in one sentence which settings are missing, and changes nothing', () => {
    const run = spawnSync('npx', ['tsx', 'config/deploy.ts'], {
      cwd: root,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    })
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/Deployment needs these settings in the environment: CLOUDBASE_ENV_ID, .*OWNER_OPENID/)
  })
})
