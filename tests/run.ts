/**
 * `npm test`: everything that CI runs, on a fresh machine with nothing but Node and a browser. Two lanes share two cores:
 * the screens are built while the checks run; then the tests. Ends with one line: `N passed, N failed`.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const root = path.resolve(__dirname, '..')
const output = path.join(root, 'tests', 'output')

interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
}

interface Step {
  readonly name: string
  readonly command: readonly string[]
}

const screens: Step[] = [
  { name: 'build the browser app', command: ['npm', 'run', '--silent', 'build:h5'] },
  { name: 'build the mini-program', command: ['npm', 'run', '--silent', 'build:weapp'] },
]

const checks: Step[] = [
  { name: 'build the functions', command: ['npm', 'run', '--silent', 'build:functions'] },
  { name: 'types', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'arrows between the rooms', command: ['npm', 'run', '--silent', 'deps:check'] },
]

/** The other flows name both ways to the database themselves. */
const FLOWS_WITH_ONE_DATABASE = ['bad-input', 'catalog', 'permissions', 'shipping', 'shop', 'tracking', 'webhook'].map(
  (flow) => `tests/flows/${flow}`,
)

async function main(): Promise<void> {
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const started = performance.now()
  const built = (await Promise.all([runAll(screens), runAll(checks)])).flat()
  // A test of something that was not built would only say so at length.
  const isBuilt = built.every((outcome) => outcome.failed === 0 || !outcome.name.startsWith('build'))
  const tested = isBuilt
    ? [
        await runJest('tests', []),
        await runJest('flows over HTTP', FLOWS_WITH_ONE_DATABASE, { SHOP_DATABASE: 'http' }),
        await runJest('browser', ['--config', 'tests/e2e/jest.config.cjs']),
      ]
    : []
  summarise([...built, ...tested], (performance.now() - started) / 1000)
}

async function runAll(steps: readonly Step[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const step of steps) {
    const { code, text, seconds } = await run(step.command)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds.toFixed(0)} s)`)
    if (code !== 0) console.log(text)
    outcomes.push({ name: step.name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 })
  }
  return outcomes
}

const jestSummary = z.object({ numPassedTests: z.int(), numFailedTests: z.int(), numRuntimeErrorTestSuites: z.int() })

async function runJest(name: string, more: readonly string[], env: Record<string, string> = {}): Promise<Outcome> {
  const report = path.join(output, `${name.replaceAll(' ', '-')}.json`)
  const jest = ['npx', 'jest', '--json', `--outputFile=${report}`, '--testLocationInResults', ...more]
  const { seconds } = await run(jest, 'inherit', env)
  const summary = readSummary(report)
  const failed = summary.numFailedTests + summary.numRuntimeErrorTestSuites
  console.log(
    `${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${summary.numPassedTests} passed (${seconds.toFixed(0)} s)`,
  )
  return { name, passed: summary.numPassedTests, failed }
}

function readSummary(report: string): z.infer<typeof jestSummary> {
  try {
    return jestSummary.parse(JSON.parse(readFileSync(report, 'utf8')))
  } catch (error) {
    console.log(`no result of the tests: ${String(error)}`)
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 1 }
  }
}

interface Finished {
  readonly code: number
  readonly text: string
  readonly seconds: number
}

function run(
  command: readonly string[],
  errors: 'pipe' | 'inherit' = 'pipe',
  env: Record<string, string> = {},
): Promise<Finished> {
  const [file = '', ...args] = command
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', errors],
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    })
    let text = ''
    const keep = (chunk: Buffer): void => {
      text += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('close', (code) => resolve({ code: code ?? 1, text, seconds: (performance.now() - started) / 1000 }))
  })
}

function summarise(outcomes: readonly Outcome[], seconds: number): void {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0)
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0)
  console.log(`all in ${seconds.toFixed(0)} s`)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

void main()
