import { readFileSync } from 'node:fs'
import { createRequire, SourceMap } from 'node:module'
import path from 'node:path'
import vm from 'node:vm'

export type FunctionMain = (event: unknown, context: unknown) => unknown

export interface BundleGlobals {
  process: NodeJS.Process
  Date: DateConstructor
  console: Console
}

const wrapperHead = '(function (exports, require, module, __filename, __dirname, process, Date, console) { '

/**
 * Runs a deployed CommonJS bundle with its own `process`, `Date` and `console`, and answers its `main`.
 * The bundle itself is untouched: what runs here is byte for byte what is deployed.
 */
export function loadBundle(file: string, globals: BundleGlobals): FunctionMain {
  const script = new vm.Script(`${wrapperHead}${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    columnOffset: -wrapperHead.length,
  })
  const run = script.runInThisContext() as (...parameters: unknown[]) => void
  const module = { exports: {} as Record<string, unknown> }
  const require = requireWith(file, globals.process)
  run(module.exports, require, module, file, path.dirname(file), globals.process, globals.Date, globals.console)
  const main = module.exports['main']
  if (typeof main !== 'function') throw new Error(`${file} exports no function named main`)
  return main as FunctionMain
}

/** `require('process')` must not open a second door to the machine's environment. */
function requireWith(file: string, shim: NodeJS.Process): NodeJS.Require {
  const real = createRequire(file)
  const own = (id: string): unknown => (id === 'process' || id === 'node:process' ? shim : real(id))
  return Object.assign(own, { resolve: real.resolve, cache: real.cache, main: undefined, extensions: real.extensions })
}

/** A stack whose places in the bundle are replaced by the places in our sources; for the log only, never for a caller. */
export function mapStack(stack: string, file: string): string {
  const map = readSourceMap(file)
  if (!map) return stack
  return stack.replaceAll(
    /\(?((?:\/|[A-Za-z]:\\)[^\s()]+):(\d+):(\d+)\)?/g,
    (place, from: string, line: string, column: string) => {
      if (from !== file) return place
      const entry = map.findEntry(Number(line) - 1, Number(column) - 1)
      return 'originalSource' in entry
        ? `(${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1})`
        : place
    },
  )
}

function readSourceMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')))
  } catch {
    return undefined // A bundle without a map still runs; its stacks stay as they are.
  }
}
