import type { Context } from '../ports/context'
import { type DeliveryNote, deliveryNotes } from './delivery-note'
import { finishSending } from './finish-sending'

const BATCH = 20
/** Younger ones are still at work. */
const ABANDONED_MS = 60_000

/**
 * Finishes what a crash or an unreachable carrier left in `sending`, the longest waiting first, a batch at a time. One
 * that fails again goes to the end of the line and does not keep the others. Answers with how many were finished.
 */
export async function sweepShipments(context: Context): Promise<{ finished: number; left: number }> {
  const before = new Date(context.clock.now().getTime() - ABANDONED_MS)
  const stuck = await context.store.list(deliveryNotes, {
    where: { state: 'sending', updatedAt: { $lt: before } },
    sort: [['updatedAt', 'asc']],
    limit: BATCH,
  })
  let finished = 0
  for (const note of stuck) if (await tryToFinish(context, note)) finished += 1
  return { finished, left: stuck.length - finished }
}

async function tryToFinish(context: Context, note: DeliveryNote): Promise<boolean> {
  const result = await finishSending(context, note).catch((error: unknown) => error)
  if (typeof result === 'object' && result !== null && 'ok' in result && result.ok === true) return true
  const reason = result instanceof Error ? result.message : 'refused'
  console.error(JSON.stringify({ level: 'error', what: 'a note could not be sent', noteId: note._id, reason }))
  await context.store.change(deliveryNotes, note._id, { state: 'sending' }, { set: { updatedAt: context.clock.now() } })
  return false
}
