import { createHash } from 'node:crypto'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build, type BuildOptions } from 'esbuild'

export type Target = 'functions' | 'local' | 'demo' | 'h5' | 'weapp'

export interface BuildRequest {
  root: string
  targets: readonly Target[]
  /** Build even where nothing has changed. */
  force?: boolean
  tell?(line: string): void
}

interface Recipe {
  /** Said before it starts; a long wait is announced. */
  title: string
  /** Files and folders; the one pattern is "all files of this name anywhere below". */
  inputs: string[]
  outputs: string[]
  /** Built anew after this time, whatever has or has not changed. */
  staleAfterMs?: number
  run(root: string): Promise<void>
}

const targets: readonly Target[] = ['functions', 'local', 'demo', 'h5', 'weapp']

const toolInputs = ['package-lock.json', 'tsconfig.json', 'config/build.ts']

/** Pages take from src/ only types and the few constants of src/shared; the contracts stand for the types. */
const appInputs = [
  'miniprogram',
  'src/shared',
  'src/**/contract.ts',
  'config/taro.ts',
  'config/taro-aria.ts',
  'config/index.ts',
  'babel.config.js',
  'package-lock.json',
]

const recipes: Record<Target, Recipe> = {
  functions: {
    title: 'the cloud functions',
    inputs: ['cloudfunctions', 'src', ...toolInputs],
    outputs: ['dist/functions/cloud.json', 'dist/openapi.json'],
    run: buildFunctions,
  },
  local: {
    title: 'the embedded cloud',
    inputs: ['local', 'config/cloud.ts', ...toolInputs],
    outputs: ['dist/local/main.js'],
    run: buildLocal,
  },
  demo: {
    title: 'the demo shop, a month of it (some seconds)',
    inputs: ['local/demo', 'dist/functions/**/index.js', 'local/database/folder.ts', 'local/database/journal.ts'],
    outputs: ['dist/demo/notes.json'],
    // Its orders are so many days old; a shop whose last order is weeks ago would look shut.
    staleAfterMs: 3 * 24 * 3_600_000,
    run: buildDemo,
  },
  h5: {
    title: 'the pages (the first time takes about a minute)',
    inputs: appInputs,
    outputs: ['dist/h5/index.html'],
    run: (root) => buildApp(root, 'h5'),
  },
  weapp: {
    title: 'the mini-program',
    inputs: appInputs,
    outputs: ['dist/weapp/app.json'],
    run: (root) => buildApp(root, 'weapp'),
  },
}

/** Builds what is missing or older than its sources; a target is marked as built only when it is whole. */
export async function buildTargets({
  root,
  targets: wanted,
  force = false,
  tell = () => {},
}: BuildRequest): Promise<void> {
  for (const target of wanted) {
    const recipe = recipes[target]
    const mark = path.join(root, 'dist', target, '.built')
    const fingerprint = fingerprintOf(root, recipe.inputs)
    if (!force && isFresh(root, recipe, mark, fingerprint)) continue
    tell(`Building ${recipe.title} ...`)
    const startedAt = Date.now()
    await rm(mark, { force: true })
    await recipe.run(root)
    await writeFile(mark, fingerprint)
    tell(`  done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  }
}

function isFresh(root: string, { outputs, staleAfterMs }: Recipe, mark: string, fingerprint: string): boolean {
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== fingerprint) return false
  if (staleAfterMs !== undefined && Date.now() - statSync(mark).mtimeMs > staleAfterMs) return false
  return outputs.every((output) => existsSync(path.join(root, output)))
}

/** A hash of the names and contents of all inputs: neither a checkout nor a copy of the tree can fool it. */
function fingerprintOf(root: string, inputs: string[]): string {
  const hash = createHash('sha256')
  for (const input of inputs) {
    const [folder, name] = input.split('/**/')
    if (folder !== undefined) addToHash(path.join(root, folder), folder, hash, name)
  }
  return hash.digest('hex')
}

function addToHash(file: string, name: string, hash: ReturnType<typeof createHash>, only?: string): void {
  const info = statSync(file, { throwIfNoEntry: false })
  if (!info || name.endsWith('.test.ts')) return
  if (info.isDirectory()) {
    for (const inner of readdirSync(file).sort()) addToHash(path.join(file, inner), `${name}/${inner}`, hash, only)
  } else if (only === undefined || path.basename(file) === only) {
    hash.update(`${name}\0${info.size}\0`).update(readFileSync(file))
  }
}

/** Names are not kept: that costs a call for every function made at run time, and the source map has them anyway. */
const functionOptions: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'silent' /* A failure is thrown with its places; whoever asked for the build prints it. */,
}

/** One file per folder of cloudfunctions/, and beside them what the cloud must know: collections and the API. */
async function buildFunctions(root: string): Promise<void> {
  await exchange(path.join(root, 'dist/functions'), (part) => bundleFunctions(root, part))
}

/** Builds beside the old folder and puts the new one in its place, so that whoever runs meanwhile meets a whole one. */
async function exchange(folder: string, make: (part: string) => Promise<void>): Promise<void> {
  const part = `${folder}.part-${process.pid}`
  await rm(part, { recursive: true, force: true })
  await make(part)
  await rm(folder, { recursive: true, force: true })
  await rename(part, folder)
}

async function bundleFunctions(root: string, output: string): Promise<void> {
  const names = readdirSync(path.join(root, 'cloudfunctions')).filter((name) =>
    existsSync(path.join(root, 'cloudfunctions', name, 'index.ts')),
  )
  await Promise.all(
    names.map((name) => bundleFunction(path.join(root, 'cloudfunctions', name, 'index.ts'), path.join(output, name))),
  )
  await writeDescriptions(root, output)
}

/** Bundles one function, all its dependencies inside, as it is deployed and as the embedded cloud runs it. */
export async function bundleFunction(entry: string, folder: string): Promise<void> {
  const main = path.basename(folder)
  await build({ ...functionOptions, entryPoints: [entry], outfile: path.join(folder, 'index.js') })
  const manifest = { name: main, version: '1.0.0', private: true, main: 'index.js' }
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

async function writeDescriptions(root: string, output: string): Promise<void> {
  const collections = path.join(root, 'src/adapters/cloudbase/collections.ts')
  const { collectionSpecs } = await load<{ collectionSpecs: unknown }>(collections, output)
  await writeFile(path.join(output, 'cloud.json'), `${JSON.stringify({ collections: collectionSpecs }, null, 2)}\n`)
  const openApi = path.join(root, 'src/adapters/http/openapi.ts')
  const { buildOpenApi } = await load<{ buildOpenApi(): Promise<unknown> }>(openApi, output)
  await writeFile(path.join(root, 'dist/openapi.json'), `${JSON.stringify(await buildOpenApi(), null, 2)}\n`)
}

/** Runs one of our modules at build time, bundled like the functions, so that packages of every module form load. */
async function load<Module>(entry: string, folder: string): Promise<Module> {
  const file = path.join(folder, `.${path.basename(entry, '.ts')}.cjs`)
  await build({ ...functionOptions, minify: false, sourcemap: false, entryPoints: [entry], outfile: file })
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(file) as Module
  } finally {
    await rm(file, { force: true })
  }
}

/** The embedded cloud itself; lmdb carries a binary and stays in node_modules. */
async function buildLocal(root: string): Promise<void> {
  await build({
    ...functionOptions,
    minify: false,
    sourcemap: true,
    entryPoints: [path.join(root, 'local/main.ts')],
    outfile: path.join(root, 'dist/local/main.js'),
    external: ['lmdb'],
  })
}

/** Fills a data folder once through the doors of the built cloud, for every first start to begin as its copy. */
async function buildDemo(root: string): Promise<void> {
  await exchange(path.join(root, 'dist/demo'), async (part) => {
    const result = await run(root, [path.join(root, 'dist/local/main.js'), '--load-demo', part], {})
    if (result.exitCode !== 0) throw new Error(`The demo shop could not be loaded:\n${result.output}`)
  })
}

/** Taro's own command line; its output is shown only when it fails. */
async function buildApp(root: string, type: 'h5' | 'weapp'): Promise<void> {
  await mkdir(path.join(root, 'dist', type), { recursive: true })
  const cli = path.join(root, 'node_modules/@tarojs/cli/bin/taro')
  const env = { NODE_ENV: 'production', TARO_ENV: type, BROWSERSLIST_ENV: 'production' }
  const { exitCode, output } = await run(root, [cli, 'build', '--type', type], env)
  const isWhole = recipes[type].outputs.every((file) => existsSync(path.join(root, file)))
  if (exitCode !== 0 || !isWhole) throw new Error(`The ${type} build failed:\n${output}`)
}

interface RunResult {
  exitCode: number | null
  output: string
}

async function run(root: string, words: string[], more: Record<string, string>): Promise<RunResult> {
  const env = { ...process.env, ...more }
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { exitCode, output }
}

function parseTargets(words: string[]): Target[] {
  const asked = words.filter((word) => !word.startsWith('-'))
  if (asked.length === 0 || asked.includes('all')) return [...targets]
  const unknown = asked.find((word) => !(targets as readonly string[]).includes(word))
  if (unknown !== undefined)
    throw new Error(`There is nothing named ${unknown} to build; say ${targets.join(', ')} or all.`)
  return asked as Target[]
}

if (require.main === module) {
  const words = process.argv.slice(2)
  const request = { root: process.cwd(), force: words.includes('--force'), tell: console.log }
  Promise.resolve()
    .then(() => buildTargets({ ...request, targets: parseTargets(words) }))
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exitCode = 1
    })
}
