import { randomUUID } from 'node:crypto'
import type { AnyContractRouter } from '@orpc/contract'
import { admit, slowDown } from '../../identity'
import { StoreTimeout } from '../../ports/store'
import type { StoreStats } from '../cloudbase/store'
import { type Asked, type Call, readCall } from './call'
import { openContext } from './context'
import { logCause, logInvocation } from './log'
import { toRecord } from './record'
import { type Reply, toHttpResponse } from './reply'
import { readSession, type Session } from './session'
import { type Action, type Actions, buildTable, type DoorResult, refuseCall } from './table'

export interface DoorDefinition<C extends AnyContractRouter> {
  readonly name: string
  readonly contract: C
  readonly actions: Actions<C>
}

export type Door = (event: unknown, invocation: unknown) => Promise<unknown>

/** What is known of an invocation when it ends, however far it came. */
interface Progress {
  action: string
  session: Session | undefined
  stats: () => StoreStats
}

/**
 * A door of the shop: who calls, may they, is it well-formed, run it, answer. Never throws: what goes wrong inside becomes
 * INTERNAL with a trace id, its cause logged once; a lost answer of the database becomes REQUEST.UNCERTAIN, for the same
 * request may safely be sent again. One line is logged for each invocation.
 */
export function createDoor<C extends AnyContractRouter>({ name, contract, actions }: DoorDefinition<C>): Door {
  const table = buildTable(contract, actions)
  return async (event, invocation) => {
    const startedAt = performance.now()
    const traceId = traceIdOf(invocation)
    const call = readCall(event, name)
    const progress: Progress = { action: '?', session: undefined, stats: () => ({ calls: 0, trips: 0 }) }
    const reply = toReply(await serve(table, call, invocation, progress, traceId), traceId)
    logInvocation({
      traceId,
      door: name,
      channel: call.channel,
      action: progress.action,
      role: progress.session?.actor.role ?? 'guest',
      personId: progress.session?.actor.personId,
      durationMs: performance.now() - startedAt,
      stats: progress.stats(),
      outcome: reply.ok ? 'ok' : reply.error.code,
    })
    return call.channel === 'http' ? toHttpResponse(reply) : reply
  }
}

async function serve(
  table: ReadonlyMap<string, Action>,
  call: Call,
  invocation: unknown,
  progress: Progress,
  traceId: string,
): Promise<DoorResult> {
  if (!call.asked.ok) return call.asked
  const action = table.get(call.asked.value.path)
  if (action === undefined) return refuseCall('REQUEST.UNKNOWN_PATH', 'This door has no such action.')
  progress.action = action.path
  try {
    return await serveAction(action, call, call.asked.value, invocation, progress)
  } catch (error) {
    logCause(traceId, error)
    if (error instanceof StoreTimeout)
      return refuseCall('REQUEST.UNCERTAIN', 'The answer was lost; send the same again.')
    return refuseCall('INTERNAL', 'Something went wrong on our side; the trace id helps us to find it.')
  }
}

async function serveAction(
  action: Action,
  call: Call,
  asked: Asked,
  invocation: unknown,
  progress: Progress,
): Promise<DoorResult> {
  const session = await readSession(asked.session, call.wechatIdentity, action.meta.roles)
  if (!session.ok) return session
  progress.session = session.value
  const { actor } = session.value
  const { context, stats } = openContext(invocation, { ...call, actor })
  progress.stats = stats
  const [admitted, paced] = await Promise.all([
    admit(context, action.meta.roles),
    action.meta.guessable === true ? slowDown(context, action.path) : undefined,
  ])
  if (!admitted.ok) return admitted
  if (paced?.ok === false) return paced
  return action.run({ ...context, actor: admitted.value }, asked.input ?? {})
}

function toReply(result: DoorResult, traceId: string): Reply {
  return result.ok ? { ok: true, output: result.value } : { ok: false, error: { ...result.refusal, traceId } }
}

/** The platform's own id of this invocation, so that its logs and ours meet. */
function traceIdOf(invocation: unknown): string {
  const id = toRecord(invocation).request_id
  return typeof id === 'string' && id !== '' ? id : randomUUID()
}
