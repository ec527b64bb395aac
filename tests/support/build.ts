import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export const root = path.resolve(__dirname, '../..')

/** A build takes seconds; a lock older than this was left by a killed run. */
const staleMs = 60_000
let isBuilt = false

/** Builds the functions if their sources changed, once for each test process and never by two at the same time. */
export async function buildFunctionsOnce(): Promise<void> {
  if (isBuilt) return
  const lock = path.join(os.tmpdir(), `laidan-build-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
  while (!tryLock(lock)) await new Promise((resolve) => setTimeout(resolve, 100))
  try {
    const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs')
    execFileSync(process.execPath, [tsx, 'config/build.ts', 'functions'], { cwd: root, stdio: 'pipe' })
    isBuilt = true
  } finally {
    rmdirSync(lock)
  }
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const info = statSync(lock, { throwIfNoEntry: false })
    if (info !== undefined && Date.now() - info.mtimeMs > staleMs) rmdirSync(lock)
    return false
  }
}
