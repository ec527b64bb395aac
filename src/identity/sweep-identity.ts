import type { Context } from '../ports/context'
import type { Collection, Document } from '../ports/store'
import { invites } from './invite'
import { limits } from './limit'
import { sessions } from './session'
import { signIns } from './sign-in'

const partSize = 100
/** What a person may still ask about answers "too old" for a day, rather than "never heard of it". */
const dayMs = 86_400_000

/**
 * Removes what has run out: sessions, sign-in tickets, invitations, counters; at most 100 of each a call, oldest first.
 * Answers how many went. Running twice at once or not at all does no harm: nothing that has run out is believed.
 */
export async function sweepIdentity(context: Context): Promise<{ removed: number }> {
  const parts = await Promise.all([
    removeExpired(context, sessions, dayMs),
    removeExpired(context, signIns, dayMs),
    removeExpired(context, invites, dayMs),
    removeExpired(context, limits, 0),
  ])
  return { removed: parts.reduce((sum, part) => sum + part, 0) }
}

async function removeExpired<T extends Document>(
  context: Context,
  collection: Collection<T>,
  keepMs: number,
): Promise<number> {
  const { store, clock } = context
  const isExpired = { expiresAt: { $lt: new Date(clock.now().getTime() - keepMs) } }
  const found = await store.list(collection, { where: isExpired, sort: [['expiresAt', 'asc']], limit: partSize })
  // The condition again: a session may be renewed between the two calls.
  const gone = await Promise.all(found.map((one) => store.remove(collection, one._id, isExpired)))
  return gone.filter(Boolean).length
}
