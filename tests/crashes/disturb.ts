import * as z from 'zod'
import type { Fault } from '../../local/dev/faults'
import { type Doors, isBrokenConnection, type Reply } from '../support/doors'

/** Plans one disturbance of the n-th database call from now on; earlier plans are forgotten. */
export async function disturb(doors: Doors, kind: Fault['kind'], nth: number): Promise<void> {
  await doors.dev('fault', { clear: true })
  await doors.dev('fault', { action: '*', kind, nth })
}

const countersSchema = z.object({ faults: z.array(z.object({ hit: z.boolean() })) })

/** Whether the planned disturbance came; false = the action made fewer calls. */
export async function wasDisturbed(doors: Doors): Promise<boolean> {
  const answer = await fetch(`${doors.url}/dev/fault`)
  const { faults } = countersSchema.parse(await answer.json())
  await doors.dev('fault', { clear: true })
  return faults.some((fault) => fault.hit)
}

/** The answer; undefined when the process died before it could give one. */
export async function answerOf(asked: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isBrokenConnection(error)) return undefined
    throw error
  }
}

/** Two minutes later: the clock has swept at least once, and every lock of a dead runner is over. */
export async function sweep(doors: Doors): Promise<void> {
  await doors.dev('clock', { advanceMs: 2 * 60_000 })
}
