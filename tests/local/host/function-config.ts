import type { FunctionConfig } from '../../../config/cloud'

/** A function's settings as cloudbaserc.json would give them. */
export function functionConfig(name: string, more: Partial<FunctionConfig> = {}): FunctionConfig {
  return { name, timeout: 2, memorySize: 256, envVariables: {}, triggers: [], ...more }
}
