import type { Context } from '../ports/context'
import type { Collection, Document } from '../ports/store'
import { invites } from './invite'
import { limits } from './limit'
import { sessions } from './session'
import { signIns } from './sign-in'

const partSize = 100

/**
 * Removes what has run out: sessions, sign-in tickets, invitations, counters; at most 100 of each a call, oldest first.
 * Answers how many went. Running twice at once or not at all does no harm: nothing that has run out is believed.
 */
export async function sweepIdentity(context: Context): Promise<{ removed: number }> {
  const parts = await Promise.all([
    removeExpired(context, sessions),
    removeExpired(context, signIns),
    removeExpired(context, invites),
    removeExpired(context, limits),
  ])
  return { removed: parts.reduce((sum, part) => sum + part, 0) }
}

async function removeExpired<T extends Document>(context: Context, collection: Collection<T>): Promise<number> {
  const { store, clock } = context
  const isExpired = { expiresAt: { $lt: clock.now() } }
  const found = await store.list(collection, { where: isExpired, sort: [['expiresAt', 'asc']], limit: partSize })
  // The condition again: a session may be renewed between the two calls.
  const gone = await Promise.all(found.map((one) => store.remove(collection, one._id, isExpired)))
  return gone.filter(Boolean).length
}
