import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startService } from '../support/processes'
import type { Report } from '../support/report'
import { inBatches, openShop } from '../support/shop'
import cloudbase from '@cloudbase/node-sdk'

const root = path.resolve(__dirname, '..', '..')
const DOCUMENTS = 100_000

/** From `npm start` on a built tree to the first answer; the second start, and the first one that loads the demo. */
export async function benchStart(report: Report): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'laidan-start-'))
  const first = await timeStart(folder)
  const again = await timeStart(folder)
  rmSync(folder, { recursive: true, force: true })
  report.add('npm start, empty folder, demo loaded', { seconds: first })
  report.add('npm start, shop with the demo', { seconds: again }, { goal: '<= 3 s', isMet: again <= 3 })
}

async function timeStart(folder: string): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const before = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PORT: String(port), DATA_DIR: folder },
  })
  while (!(await isReady(port))) {
    if (performance.now() - before > 120_000) throw new Error('npm start did not answer within two minutes')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const seconds = (performance.now() - before) / 1000
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await ended
  return seconds
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`)).status === 200
  } catch {
    return false
  }
}

/** Resident memory of the embedded cloud with 100,000 documents of about 1 kB, and how long it takes to load them. */
export async function benchMemory(report: Report): Promise<void> {
  const service = await startService('shop-service', { BENCH_KEEP_FOLDER: '1' })
  const database = cloudbase
    .init({ env: 'laidan-local', secretId: 'local', secretKey: 'local', serviceUrl: `${service.url}/admin` })
    .database()
  await database.createCollection('benchDocuments')
  await inBatches(DOCUMENTS / 500, 4, async (batch) => {
    await database
      .collection('benchDocuments')
      .add(Array.from({ length: 500 }, (_, n) => documentOf(batch * 500 + n)) as never)
  })
  await openShop(service.url).dev('clock', {})
  const megabytes = residentMegabytes(service.pid)
  report.add('memory with 100,000 documents', { megabytes }, { goal: '<= 300 MB', isMet: megabytes <= 300 })
  await service.stop()
}

function documentOf(n: number): Record<string, unknown> {
  const lines = Array.from({ length: 3 }, (_, k) => ({
    itemId: `i${n + k}`,
    name: '304不锈钢六角螺丝',
    quantity: k + 1,
    unitFen: 950,
  }))
  return {
    _id: `d${n}`,
    customerId: `c${n % 1000}`,
    state: 'review',
    placedAt: new Date(n * 1000),
    lines,
    note: 'x'.repeat(450),
  }
}

function residentMegabytes(pid: number): number {
  const kilobytes = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)])
    .stdout.toString()
    .trim()
  return Number(kilobytes) / 1024
}

/** Each deployed function: the size of its bundle, and its `require` in a fresh process, the median of nine. */
export function benchBundles(report: Report): void {
  const folder = path.join(root, 'dist', 'functions')
  const names = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isDirectory())
  for (const name of names) {
    const file = path.join(folder, name, 'index.js')
    const megabytes = readFileSync(file).byteLength / 1_000_000
    const times = Array.from({ length: 9 }, () => timeRequire(file)).sort((a, b) => a - b)
    const requireMs = times[4] ?? Number.NaN
    report.add(
      `function ${name}`,
      { megabytes, requireMs },
      {
        goal: '<= 1.5 MB, require <= 200 ms',
        isMet: megabytes <= 1.5 && requireMs <= 200,
      },
    )
  }
}

function timeRequire(file: string): number {
  const script = `const s = performance.now(); require(${JSON.stringify(file)}); process.stdout.write(String(performance.now() - s))`
  return Number(spawnSync(process.execPath, ['-e', script]).stdout.toString())
}
