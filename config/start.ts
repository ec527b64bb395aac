import { spawn } from 'node:child_process'
import path from 'node:path'
import { buildTargets } from './build'
import { readRunSettings } from './cloud'

const root = path.resolve(__dirname, '..')
const oldestNode = [20, 12] as const

/** `npm start`: builds what is missing or stale, then runs the embedded cloud until it ends. */
async function start(): Promise<number> {
  refuseOldNode(process.versions.node)
  const { LAIDAN_MODE } = readRunSettings(process.env)
  const demo = LAIDAN_MODE === 'dev' ? (['demo'] as const) : []
  await buildTargets({ root, targets: ['local', 'functions', ...demo, 'h5'], tell: (line) => console.log(line) })
  return runCloud()
}

function refuseOldNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
  if (isOld) throw new Error(`Laidan needs Node ${oldestNode.join('.')} or newer; this is Node ${version}.`)
}

/** A process of its own, so that the build's memory is not the shop's; it stops when this one goes, however that is. */
function runCloud(): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, 'dist/local/main.js')], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A terminal's Ctrl-C reaches both; other signals reach only this process and are passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 1)))
  })
}

start()
  .then((exitCode) => (process.exitCode = exitCode))
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
