import * as z from 'zod'
import type { AdminSend } from '../admin'
import { cloudError } from '../cloud-error'

export const faultSchema = z.object({
  action: z.string().min(1),
  kind: z.enum(['fail', 'timeout-after-apply', 'delay', 'kill', 'kill-after-apply']),
  /** The n-th matching call from now on; each call when `every` is true. */
  nth: z.number().int().min(1).default(1),
  every: z.boolean().default(false),
  ms: z.number().int().min(0).max(60_000).default(0),
  collection: z.string().optional(),
})

export type Fault = z.infer<typeof faultSchema>

export interface Faults {
  add(fault: Fault): void
  clear(): void
  counters(): { calls: Record<string, number>; total: number; faults: (Fault & { seen: number; hit: boolean })[] }
  /** The same protocol with the planned faults in its way. */
  wrap(send: AdminSend): AdminSend
}

interface Planned extends Fault {
  seen: number
  hit: boolean
}

/** Code of the error a caller sees when its write was applied and the answer lost. */
export const lostAnswerCode = 'ESOCKETTIMEDOUT'

/** Plans faults of database, storage and function calls; without a plan it only counts. */
export function createFaults(kill: () => void = killProcess): Faults {
  let planned: Planned[] = []
  let calls = new Map<string, number>()
  const take = (action: string, params: Record<string, unknown>): Planned | undefined => {
    let due: Planned | undefined
    for (const fault of planned) {
      if (!matches(fault, action, params)) continue
      fault.seen += 1
      if (!due && (fault.every || (!fault.hit && fault.seen === fault.nth))) due = fault
    }
    if (due) due.hit = true
    return due
  }
  return {
    add: (fault) => void planned.push({ ...fault, seen: 0, hit: false }),
    clear() {
      planned = []
      calls = new Map()
    },
    counters: () => ({
      calls: Object.fromEntries(calls),
      total: [...calls.values()].reduce((sum, n) => sum + n, 0),
      faults: planned,
    }),
    wrap: (send) => (action, params) => {
      calls.set(action, (calls.get(action) ?? 0) + 1)
      const fault = planned.length > 0 ? take(action, params) : undefined
      return fault ? suffer(fault, () => send(action, params), kill) : send(action, params)
    },
  }
}

function matches(fault: Fault, action: string, params: Record<string, unknown>): boolean {
  if (fault.action !== '*' && fault.action !== action) return false
  return fault.collection === undefined || fault.collection === params['collectionName']
}

async function suffer(fault: Fault, apply: () => ReturnType<AdminSend>, kill: () => void): ReturnType<AdminSend> {
  switch (fault.kind) {
    case 'fail':
      return { code: 'SYS_ERR', message: '[SYS_ERR] system error (planned fault)', requestId: 'planned-fault' }
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return apply()
    case 'timeout-after-apply':
      await apply()
      throw cloudError(lostAnswerCode, 'request timeout')
    case 'kill':
      kill()
      return new Promise(() => undefined)
    case 'kill-after-apply':
      await apply()
      kill()
      return new Promise(() => undefined)
  }
}

/** As a power cut: no handler runs, nothing is flushed. */
function killProcess(): void {
  process.kill(process.pid, 'SIGKILL')
}
