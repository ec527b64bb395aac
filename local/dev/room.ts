import type { ServerResponse } from 'node:http'
import * as z from 'zod'
import type { FunctionsHost } from '../functions/host'
import { readJson } from '../http/body'
import { refuse, refuseMethod, refuseUnknown, replyJson } from '../http/reply'
import type { Room } from '../http/server'
import { faultSchema, type Faults } from './faults'
import { callAsPerson, demoPeople, signInPerson } from './people'

export interface DevParts {
  functions: FunctionsHost
  faults: Faults
  now(): number
  /** Sets the time and resolves when everything that became due has run. */
  setClock(timeMs: number): Promise<void>
  reset(): Promise<void>
  /** More routes, of the stand-ins. */
  more: Record<string, DevRoute>
}

/** Answers the body of the reply; a DevRefusal becomes a refusal. */
export type DevRoute = (input: Record<string, unknown>) => Promise<unknown> | unknown

/** A dev route's "no": status, code and a plain sentence. */
export interface DevRefusal {
  refused: { status: number; code: string; message: string }
}

/** Makes the refusal of a dev route. */
export function refuseDev(status: number, code: string, message: string): DevRefusal {
  return { refused: { status, code, message } }
}

/** `/dev/*`: signing in as a demo person, the clock, planned faults. The host gives it a place in dev mode only. */
export function createDevRoom(parts: DevParts): Room {
  const routes = { ...createRoutes(parts), ...parts.more }
  return async (request, response, { rest }) => {
    const key = `${request.method ?? ''} ${rest}`
    const route = Object.hasOwn(routes, key) ? routes[key] : undefined
    if (!route) return refuseMissing(routes, rest, response)
    const input = request.method === 'POST' ? await readJson(request, response) : {}
    if (input !== undefined) await answer(route, input, response)
  }
}

function refuseMissing(routes: Record<string, DevRoute>, rest: string, response: ServerResponse): void {
  const allowed = ['GET', 'POST'].filter((method) => Object.hasOwn(routes, `${method} ${rest}`))
  return allowed.length > 0 ? refuseMethod(response, allowed.join(', ')) : refuseUnknown(response)
}

async function answer(route: DevRoute, input: Record<string, unknown>, response: ServerResponse): Promise<void> {
  try {
    const value = await route(input)
    if (!isRefusal(value)) return replyJson(response, 200, value)
    refuse(response, value.refused.status, value.refused.code, value.refused.message)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const fields = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    refuse(response, 400, 'REQUEST.INVALID', fields.join('; '))
  }
}

function isRefusal(value: unknown): value is DevRefusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}

const clockSchema = z.strictObject({
  advanceMs: z.number().int().optional(),
  set: z.iso.datetime({ offset: true }).optional(),
})

const callSchema = z.object({
  openid: z.string().min(1),
  unionid: z.string().optional(),
  name: z.string(),
  data: z.unknown(),
})

function createRoutes(parts: DevParts): Record<string, DevRoute> {
  const { faults } = parts
  const time = () => ({ now: new Date(parts.now()).toISOString() })
  return {
    'GET people': () => [...demoPeople].map(([as, { name, role, openid }]) => ({ as, name, role, openid })),
    'POST sign-in': ({ as }) => {
      const person = demoPeople.get(String(as))
      if (!person)
        return refuseDev(404, 'DEV.UNKNOWN_PERSON', 'Nobody of the demo shop has this name; see GET /dev/people.')
      return signInPerson(parts.functions, person)
    },
    'GET clock': time,
    'POST clock': async (input) => {
      const { advanceMs, set } = clockSchema.parse(input)
      if (set !== undefined) await parts.setClock(Date.parse(set))
      if (advanceMs !== undefined) await parts.setClock(parts.now() + advanceMs)
      return time()
    },
    'GET fault': () => faults.counters(),
    'POST fault': (input) => {
      if (input['clear'] === true) faults.clear()
      else faults.add(faultSchema.parse(input))
      return faults.counters()
    },
    'POST wechat/call': async (input) => {
      const { name, data, ...person } = callSchema.parse(input)
      return { result: await callAsPerson(parts.functions, name, person, data), errMsg: 'cloud.callFunction:ok' }
    },
    'POST reset': async () => {
      await parts.reset()
      return { ok: true }
    },
  }
}
