import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { buildTargets } from '../../../config/build'
import { buildFunctionsOnce, root } from '../../support/build'
import { temporaryFolder } from './fixture-bundles'

const folder = temporaryFolder()

beforeAll(async () => {
  await buildFunctionsOnce()
  await buildTargets({ root, targets: ['local'] })
}, 60_000)

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs the built cloud until `until` is printed, then tells it to stop with a signal; without `until`, until it ends. */
function runCloud(
  env: Record<string, string>,
  until?: { text: string; then(url: string): Promise<void> },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'dist/local/main.js')], {
      cwd: root,
      env: { PATH: '/usr/bin', ...env },
    })
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    let isReady = false
    child.stdout.on('data', (chunk: Buffer) => {
      ended.stdout += chunk.toString()
      if (isReady || !until || !ended.stdout.includes(until.text)) return
      isReady = true
      const url = /http:\/\/localhost:\d+/.exec(ended.stdout)?.[0] ?? ''
      until.then(url).then(() => child.kill('SIGTERM'), reject)
    })
    child.stderr.on('data', (chunk: Buffer) => (ended.stderr += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ended, code }))
  })
}

const oneSentence = /^[A-Z][^\n]+\.\n$/

describe('npm start', () => {
  it('answers, says where and who, and stops in order when told', async () => {
    const data = path.join(folder, 'good')
    const ended = await runCloud(
      { PORT: '0', DATA_DIR: data, LAIDAN_MODE: 'prod' },
      {
        text: '/app/',
        then: async (url) => expect((await fetch(`${url}/healthz`)).status).toBe(200),
      },
    )
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    expect(ended.stdout).toContain(data)
  })

  it.each([
    ['a PORT that is no number', { PORT: 'eighty' }, 'PORT must be a number'],
    ['an unknown LAIDAN_MODE', { LAIDAN_MODE: 'fast' }, 'LAIDAN_MODE must be dev or prod'],
    ['an unknown LAIDAN_DATABASE', { LAIDAN_DATABASE: 'mysql' }, 'LAIDAN_DATABASE must be memory or http'],
  ])('says in one plain sentence that it was given %s', async (_, env, words) => {
    const ended = await runCloud({ DATA_DIR: path.join(folder, 'settings'), ...env })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(oneSentence)
    expect(ended.stderr).toContain(words)
  })

  it('says in one plain sentence that the port is in use', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as net.AddressInfo
    const ended = await runCloud({ PORT: String(port), DATA_DIR: path.join(folder, 'port') })
    other.close()
    expect([ended.code, ended.stderr]).toEqual([
      1,
      `Port ${port} is already in use; stop the other program or set PORT to another number.\n`,
    ])
  })

  it('says in one plain sentence that the data folder cannot be written, or is of a newer version', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    const blocked = await runCloud({ PORT: '0', DATA_DIR: path.join(folder, 'file/data') })
    expect([blocked.code, blocked.stderr]).toEqual([
      1,
      expect.stringMatching(/^The data folder .* cannot be written.*\.\n$/),
    ])

    const data = path.join(folder, 'newer')
    await runCloud({ PORT: '0', DATA_DIR: data, LAIDAN_MODE: 'prod' }, { text: '/app/', then: async () => undefined })
    const formatFile = path.join(data, 'database/format.json')
    const format = JSON.parse(readFileSync(formatFile, 'utf8')) as Record<string, number>
    mkdirSync(path.dirname(formatFile), { recursive: true })
    writeFileSync(
      formatFile,
      JSON.stringify(Object.fromEntries(Object.entries(format).map(([key, value]) => [key, value + 1]))),
    )
    const newer = await runCloud({ PORT: '0', DATA_DIR: data, LAIDAN_MODE: 'prod' })
    expect(newer.code).toBe(1)
    expect(newer.stderr).toMatch(oneSentence)
    expect(newer.stderr).toContain('newer')
  })
})
