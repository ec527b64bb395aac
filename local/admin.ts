import { randomUUID } from 'node:crypto'
import { isCloudError } from './cloud-error'
import type { FunctionsHost } from './functions/host'

export type AdminReply = Record<string, unknown>
export type AdminSend = (action: string, params: Record<string, unknown>) => Promise<AdminReply>

/** Every action of the admin protocol in one place; a refusal is a reply with `code`, as the real service answers. */
export function createAdmin(
  sendToDatabase: AdminSend,
  functions: () => FunctionsHost,
  actions: Record<string, (params: Record<string, unknown>) => Promise<AdminReply> | AdminReply>,
): AdminSend {
  return async (action, params) => {
    if (action.startsWith('database.')) return sendToDatabase(action, params)
    if (action === 'functions.invokeFunction') return invokeFunction(functions(), params)
    const own = Object.hasOwn(actions, action) ? actions[action] : undefined
    return own ? own(params) : refuse('INVALID_PARAM', `[INVALID_PARAM] unknown action ${action.slice(0, 100)}`)
  }
}

async function invokeFunction(functions: FunctionsHost, params: Record<string, unknown>): Promise<AdminReply> {
  const { function_name, request_data } = params
  try {
    const value = await functions.invoke(String(function_name), parseData(request_data), { source: 'sdk' })
    return { requestId: randomUUID(), data: { response_data: JSON.stringify(value) } }
  } catch (error) {
    if (isCloudError(error))
      return { code: error.code, message: error.message, requestId: error.requestId ?? randomUUID() }
    throw error
  }
}

function parseData(data: unknown): unknown {
  if (typeof data !== 'string' || data === '') return {}
  try {
    return JSON.parse(data)
  } catch {
    return data // The service hands over what is no JSON as it came.
  }
}

function refuse(code: string, message: string): AdminReply {
  return { code, message, requestId: randomUUID() }
}
