import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import type { FunctionConfig } from '../../config/cloud'
import { cloudError } from '../cloud-error'
import { createConsole, logHost, type LogSink } from '../log'
import { loadBundle, mapStack, type FunctionMain } from './bundle'
import { callerEvent, createEnvironmentMaker, type Caller, type EnvironmentMaker } from './callers'
import { createDate } from './date'
import { createProcess, type Environment } from './process'

/** The database calls of a function that runs beside its database: same actions, same bodies, no HTTP and no signing. */
export interface DatabaseTransport {
  send(action: string, params: Record<string, unknown>): Promise<Record<string, unknown>>
}

export interface FunctionsHostOptions {
  folder: string
  functions: FunctionConfig[]
  envId: string
  appId: string
  /** Variables of every function (already resolved), e.g. where its services are. */
  environmentOf(config: FunctionConfig): Record<string, string>
  /** Given only with the in-memory transport. */
  transport?: DatabaseTransport
  now(): number
  log: LogSink
}

export interface FunctionsHost {
  names: string[]
  /** Runs a function once; rejects with a CloudError: not found, thrown, timed out, too large. The value is as returned. */
  run(name: string, event: unknown, caller: Caller, requestId?: string): Promise<unknown>
  /** As a caller outside the process meets it: event and answer travel as JSON. */
  invoke(name: string, event: unknown, caller: Caller): Promise<unknown>
  /** Loads every bundle now, so that the first customer does not wait for it. */
  warmUp(): void
}

interface Invocation {
  environment: Environment
  hasFailed: boolean
}

interface Runner {
  config: FunctionConfig
  file: string
  base: Environment
  environmentOf: EnvironmentMaker
  main: FunctionMain | undefined
}

/** The platform's own limit on a synchronous event and on an answer. */
export const maxMessageBytes = 6 * 1024 * 1024

/** Bundles run in the process's own realm: under a test runner our code lives in another one, with another `Date`. */
const realm = vm.runInThisContext('({ Date, JSON })') as { Date: DateConstructor; JSON: JSON }

/** Hosts the deployed bundles of a folder. Throws when a bundle of the manifest is missing. */
export function createFunctionsHost(options: FunctionsHostOptions): FunctionsHost {
  const invocations = new AsyncLocalStorage<Invocation>()
  const runners = new Map(options.functions.map((config) => [config.name, createRunner(config, options)]))
  const transport = options.transport && guard(options.transport, invocations)
  const load = (runner: Runner): FunctionMain => {
    const globals = {
      process: createProcess(() => invocations.getStore()?.environment ?? runner.base),
      Date: createDate(options.now, realm.Date),
      console: createConsole(options.log),
    }
    return (runner.main = loadBundle(runner.file, globals))
  }

  async function run(name: string, event: unknown, caller: Caller, requestId: string = randomUUID()): Promise<unknown> {
    const runner = runners.get(name)
    if (!runner) throw cloudError('FUNCTION_NOT_FOUND', `[FUNCTION_NOT_FOUND] no function named ${name}`, requestId)
    const environment = runner.environmentOf(caller, requestId)
    const context = createContext(runner.config, options.envId, environment, requestId, transport)
    const invocation = { environment, hasFailed: false }
    try {
      const main = runner.main ?? load(runner)
      const answer = invocations.run(invocation, main, callerEvent(event, caller, options.appId), context)
      return await within(runner.config.timeout, answer, requestId)
    } catch (thrown) {
      invocation.hasFailed = true
      throw executionError(thrown, runner, requestId, options.log)
    }
  }

  return {
    names: [...runners.keys()],
    run,
    async invoke(name, event, caller) {
      const requestId = randomUUID()
      const sent = throughJson(event, 'event', requestId)
      return throughJson(await run(name, sent, caller, requestId), 'response', requestId)
    },
    warmUp: () => runners.forEach((runner) => void (runner.main ?? load(runner))),
  }
}

function createRunner(config: FunctionConfig, options: FunctionsHostOptions): Runner {
  const file = path.join(options.folder, config.name, 'index.js')
  if (!existsSync(file))
    throw new Error(`The function ${config.name} is not built (${file} is missing); run npm run build:functions.`)
  const base = options.environmentOf(config)
  return { config, file, base, environmentOf: createEnvironmentMaker(base, options.appId), main: undefined }
}

/**
 * After a failed or timed-out invocation the real instance is gone; what of it still runs here must not write any more.
 * One object for all invocations: a function may keep its connection, as it may in the real cloud.
 */
function guard(transport: DatabaseTransport, invocations: AsyncLocalStorage<Invocation>): DatabaseTransport {
  return {
    send(action, params) {
      if (invocations.getStore()?.hasFailed !== true) return transport.send(action, params)
      return Promise.reject(cloudError('FUNCTION_ENDED', 'The invocation has ended'))
    },
  }
}

function createContext(
  { name, memorySize, timeout }: FunctionConfig,
  namespace: string,
  environment: Environment,
  requestId: string,
  databaseTransport: DatabaseTransport | undefined,
): Record<string, unknown> {
  const context: Record<string, unknown> = {
    request_id: requestId,
    function_name: name,
    function_version: '$LATEST',
    namespace,
    memory_limit_in_mb: memorySize,
    time_limit_in_ms: timeout * 1000,
    // Few functions read it, and writing it out costs more than the rest of the call.
    get environment() {
      return JSON.stringify(environment)
    },
  }
  if (databaseTransport) context['databaseTransport'] = databaseTransport
  return context
}

/** Answers with the function's own value, or rejects when its time is up. */
function within(timeoutSeconds: number, answer: unknown, requestId: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const text = `[FUNCTIONS_TIME_LIMIT_EXCEEDED] Invoking task timed out after ${timeoutSeconds} seconds`
      reject(cloudError('FUNCTIONS_TIME_LIMIT_EXCEEDED', text, requestId))
    }, timeoutSeconds * 1000)
    const settle = (finish: (value: unknown) => void) => (value: unknown) => {
      clearTimeout(timer)
      finish(value)
    }
    Promise.resolve(answer).then(settle(resolve), settle(reject))
  })
}

function executionError(thrown: unknown, runner: Runner, requestId: string, log: LogSink): Error {
  const fields = { function: runner.config.name, requestId }
  if (isTimeout(thrown)) {
    logHost(log, 'error', 'function-timed-out', fields)
    return thrown
  }
  const stack =
    typeof thrown === 'object' && thrown !== null && 'stack' in thrown ? String(thrown.stack) : String(thrown)
  logHost(log, 'error', 'function-threw', { ...fields, stack: mapStack(stack, runner.file) })
  return cloudError('FUNCTIONS_EXECUTE_FAIL', `[FUNCTIONS_EXECUTE_FAIL] ${stack.split('\n', 1)[0] ?? ''}`, requestId)
}

function isTimeout(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
}

/** What the wire does to a value: a copy without functions, refused above the platform's size. */
function throughJson(value: unknown, what: 'event' | 'response', requestId: string): unknown {
  const text = JSON.stringify(value)
  if (text === undefined) return null
  if (Buffer.byteLength(text) > maxMessageBytes) {
    const code = what === 'event' ? 'FUNCTIONS_REQUEST_FAIL' : 'FUNCTIONS_EXECUTE_FAIL'
    throw cloudError(code, `[${code}] the ${what} is larger than ${maxMessageBytes} bytes`, requestId)
  }
  return realm.JSON.parse(text)
}
