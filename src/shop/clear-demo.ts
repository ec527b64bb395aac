import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'

/** Few enough of each collection that one call stays well within a function's time. */
const partSize = 100

/**
 * Removes a part of what the demo wrote (#145). Real documents carry no mark and are never touched; a crash or a repeat
 * leaves less to remove. The caller's own person goes last, so that a demo owner can finish the job.
 */
export async function clearDemo(context: Context): Promise<Result<{ removed: number; isDone: boolean }>> {
  const { personId } = context.actor
  return ok(await context.maintenance.removeMarked(partSize, personId === undefined ? [] : [personId]))
}
