import type { Maintenance } from '../../ports/maintenance'
import { collectionSpecs } from './collections'
import { connectDatabase, type Database, type DatabaseTransport } from './connect'

/** People go last, and whoever is wiping goes with them: the next part needs somebody who may still ask for it. */
const lastCollection = 'people'

/** The store as a whole, on CloudBase. Opening costs no call. */
export function openMaintenance(transport: DatabaseTransport | undefined): Maintenance {
  return {
    async removeMarked(limit, spared) {
      const database = connectDatabase(transport)
      const names = collectionSpecs.map((spec) => spec.name).filter((name) => name !== lastCollection)
      const removed = await Promise.all(names.map((name) => removePart(database, name, limit, [])))
      const others = await removePart(database, lastCollection, limit, spared)
      const total = removed.reduce((sum, part) => sum + part, others)
      if (total > 0) return { removed: total, isDone: false }
      return { removed: await removePart(database, lastCollection, limit, []), isDone: true }
    },
  }
}

/** In order of `_id`, so that the scan runs along an index in a collection of any size. */
async function removePart(database: Database, name: string, limit: number, spared: readonly string[]): Promise<number> {
  const collection = database.collection(name).options({ raw: true })
  const where = { _id: { $gt: '', $nin: [...spared] }, demo: true }
  const found = await collection.where(where).field({ _id: true }).orderBy('_id', 'asc').limit(limit).get()
  const ids = (found.data as { _id: string }[]).map((row) => row._id)
  if (ids.length === 0) return 0
  const reply = await database
    .collection(name)
    .options({ raw: true })
    .where({ _id: { $in: ids }, demo: true })
    .remove()
  return Number(reply.deleted ?? 0)
}
