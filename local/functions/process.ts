export type Environment = Record<string, string | undefined>

const listenerMethods = ['on', 'once', 'addListener', 'off', 'removeListener', 'emit', 'listeners'] as const

/**
 * The `process` a function sees: the real one, but `env` is the running invocation's and `exit` cannot take the
 * whole cloud down (in the real cloud it ends one instance).
 */
export function createProcess(currentEnvironment: () => Environment): NodeJS.Process {
  const shim = Object.create(process) as NodeJS.Process
  Object.defineProperty(shim, 'env', { get: currentEnvironment, enumerable: true })
  Object.defineProperty(shim, 'exit', { value: refuseExit })
  for (const method of listenerMethods) {
    Object.defineProperty(shim, method, { value: process[method].bind(process) })
  }
  return shim
}

function refuseExit(): never {
  throw new Error('A function must not call process.exit')
}
