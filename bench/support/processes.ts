import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(__dirname, '..', '..')

/** Whatever ends the bench also ends what it measures. */
const running = new Set<ChildProcess>()
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')))

export interface Service {
  readonly url: string
  readonly pid: number
  readonly folder: string
  stop(): Promise<void>
}

/**
 * Bundles one of the bench's programs and runs it in a process of its own, so that the measured one has a core to itself.
 * The program prints its address as its first line.
 */
export async function startService(program: string, env: Record<string, string> = {}): Promise<Service> {
  const outfile = path.join(root, 'dist', 'bench', `${program}.cjs`)
  await build({
    entryPoints: [path.join(root, 'bench', 'support', `${program}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  const folder = mkdtempSync(path.join(os.tmpdir(), 'laidan-bench-'))
  const child = spawn(process.execPath, ['--enable-source-maps', outfile], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env, BENCH_FOLDER: folder, TENCENTCLOUD: 'true', SILENCE: 'true' },
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const url = await firstLine(child)
  return {
    url,
    folder,
    pid: child.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      if (text.includes('\n')) return
      text += chunk.toString()
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.once('exit', (code) =>
      reject(new Error(`the measured program ended with ${String(code)} before it was ready`)),
    )
  })
}
