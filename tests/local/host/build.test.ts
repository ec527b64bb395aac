import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildTargets } from '../../../config/build'
import { parseManifest, readManifest, resolveVariables } from '../../../config/cloud'
import { root } from '../../support/build'
import { bundleFixtures, temporaryFolder } from './fixture-bundles'

const folder = temporaryFolder()

describe('cloudbaserc.json', () => {
  it('gives every function its defaults, its own settings over them, and both sets of variables', () => {
    const [plain, own] = parseManifest({
      envId: 'e',
      functionDefaultConfig: { timeout: 15, memorySize: 256, envVariables: { A: '1', B: '2' } },
      functions: [
        { name: 'plain' },
        {
          name: 'own',
          timeout: 5,
          envVariables: { B: '3' },
          triggers: [{ name: 't', type: 'timer', config: '0 0 2 * * * *' }],
        },
      ],
    })
    expect(plain).toMatchObject({ name: 'plain', timeout: 15, envVariables: { A: '1', B: '2' }, triggers: [] })
    expect(own).toMatchObject({
      name: 'own',
      timeout: 5,
      memorySize: 256,
      envVariables: { A: '1', B: '3' },
      triggers: [{ name: 't' }],
    })
  })

  it('is refused with a timeout of 0, a bad name or an unknown trigger type', () => {
    const wrong = [
      { name: 'a', timeout: 0 },
      { name: '../a' },
      { name: 'a', triggers: [{ name: 't', type: 'cron', config: '* * * * *' }] },
    ]
    for (const one of wrong) expect(() => parseManifest({ envId: 'e', functions: [one] })).toThrow()
  })

  it('of the shop names the four doors', () => {
    expect(
      readManifest(root)
        .map((one) => one.name)
        .sort(),
    ).toEqual(['clock', 'customer', 'staff', 'webhook'])
  })

  it('has its {{env.X}} filled in, and leaves out a variable that refers to nothing', () => {
    const variables = {
      KEY: '{{env.KEY}}',
      URL: 'https://{{env.HOST}}/{{env.PATH}}',
      GONE: '{{env.NOBODY}}',
      PLAIN: 'x',
    }
    expect(resolveVariables(variables, { KEY: 'k', HOST: 'h', PATH: 'p' })).toEqual({
      KEY: 'k',
      URL: 'https://h/p',
      PLAIN: 'x',
    })
  })
})

describe('a bundled function', () => {
  it('is one CommonJS file with its map and a manifest, and needs nothing beside it', async () => {
    await bundleFixtures(['webhook'], folder)
    const code = readFileSync(path.join(folder, 'webhook/index.js'), 'utf8')
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1] ?? '')
    expect(required.every((name) => name.startsWith('node:'))).toBe(true)
    expect(JSON.parse(readFileSync(path.join(folder, 'webhook/package.json'), 'utf8'))).toMatchObject({
      main: 'index.js',
    })
    expect(JSON.parse(readFileSync(path.join(folder, 'webhook/index.js.map'), 'utf8'))).toMatchObject({ version: 3 })
  })
})

describe('building', () => {
  const project = path.join(folder, 'project')
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true })
    writeFileSync(path.join(project, name), text)
  }
  const bundle = () => readFileSync(path.join(project, 'dist/functions/door/index.js'), 'utf8')
  const build = async (): Promise<string[]> => {
    const told: string[] = []
    await buildTargets({ root: project, targets: ['functions'], tell: (line) => void told.push(line) })
    return told
  }

  beforeAll(() => {
    write('cloudfunctions/door/index.ts', "import { word } from '../../src/word'\nexport const main = () => word\n")
    write('src/word.ts', "export const word = 'first'\n")
    write('src/adapters/cloudbase/collections.ts', "export const collectionSpecs = [{ name: 'things', indexes: [] }]\n")
    write('src/adapters/http/openapi.ts', "export const buildOpenApi = async () => ({ openapi: '3.1.0' })\n")
  })

  it('writes the bundles, the collections and the API description, and does nothing while nothing changes', async () => {
    expect(await build()).toHaveLength(2)
    expect(bundle()).toContain('first')
    expect(JSON.parse(readFileSync(path.join(project, 'dist/functions/cloud.json'), 'utf8'))).toEqual({
      collections: [{ name: 'things', indexes: [] }],
    })
    expect(JSON.parse(readFileSync(path.join(project, 'dist/openapi.json'), 'utf8'))).toEqual({ openapi: '3.1.0' })
    expect(await build()).toEqual([])
  })

  it('builds again when a source has changed or an output is gone, and not for a changed test', async () => {
    write('src/word.test.ts', 'nothing')
    expect(await build()).toEqual([])
    write('src/word.ts', "export const word = 'second'\n")
    expect(await build()).toHaveLength(2)
    expect(bundle()).toContain('second')
    rmSync(path.join(project, 'dist/openapi.json'))
    expect(await build()).toHaveLength(2)
  })

  it('leaves the last good bundle when a source is broken, and tries again next time', async () => {
    write('src/word.ts', 'export const word = \n')
    await expect(build()).rejects.toThrow()
    await expect(build()).rejects.toThrow()
    expect(bundle()).toContain('second')
    write('src/word.ts', "export const word = 'third'\n")
    await build()
    expect(bundle()).toContain('third')
  })
})
