import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import { buildFunctionsOnce, root } from './build'
import { type Doors, openDoors } from './doors'
import type { Transport } from './running-shop'

/** A shop in a process of its own that may be killed and started again on the same data. */
export interface ChildShop {
  /** Those of the process that runs now; everybody signs in anew after a restart. */
  readonly doors: Doors
  /** As a power cut of the process: no handler runs, nothing is flushed. */
  kill(): void
  /** Waits until the process is dead and starts another one. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const program = path.join(os.tmpdir(), `laidan-child-${process.pid}.cjs`)

/** Starts the process on an empty folder, which goes with it. */
export async function startChildShop(transport: Transport = 'memory'): Promise<ChildShop> {
  await Promise.all([buildFunctionsOnce(), bundleProgram()])
  const folder = mkdtempSync(path.join(os.tmpdir(), 'laidan-child-'))
  const env = { ...process.env, CHILD_FOLDER: folder, CHILD_ROOT: root, CHILD_DATABASE: transport }
  let child = startProcess(env)
  let doors = openDoors(await addressOf(child))
  return {
    get doors() {
      return doors
    },
    kill: () => void child.kill('SIGKILL'),
    async restart() {
      await ended(child)
      child = startProcess(env)
      doors = openDoors(await addressOf(child))
    },
    async stop() {
      child.kill('SIGKILL')
      await ended(child)
      rmSync(folder, { recursive: true, force: true })
      rmSync(program, { force: true })
    },
  }
}

/** Everything in one file, so that a start costs little; lmdb carries a binary and is found in our own packages. */
async function bundleProgram(): Promise<void> {
  await build({
    entryPoints: [path.join(__dirname, 'child-program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['lmdb'],
    logLevel: 'error',
  })
}

function startProcess(env: NodeJS.ProcessEnv): ChildProcess {
  const packages = path.join(root, 'node_modules')
  return spawn(process.execPath, [program], {
    cwd: root,
    env: { ...env, NODE_PATH: packages },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function addressOf(child: ChildProcess): Promise<string> {
  const message = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)])
  const [first] = message ?? []
  if (typeof first !== 'object' || first === null || !('url' in first)) throw new Error('the child did not start')
  return String(first.url)
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}
