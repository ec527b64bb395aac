import type { Collection } from './collection'
import { requestFailed } from './errors'
import { compileNear } from './geo'
import { splitPath, valueAt, withField } from './paths'
import { rowsOf, type Run } from './pipeline-run'
import { compileQuery } from './query'
import { docOf } from './store'
import { isDoc, type Doc } from './values'

/** `$geoNear`: the documents that have a place, with their distance, the nearest first. No geo index is asked for. */
export function locateNear(collection: Collection, spec: unknown, run: Run): Doc[] {
  if (!isDoc(spec)) throw requestFailed('$geoNear needs an object')
  const { key, near, minDistance, maxDistance, query, distanceField, includeLocs, distanceMultiplier } = spec
  if (typeof distanceField !== 'string') throw requestFailed('$geoNear requires a distanceField')
  const path = typeof key === 'string' ? key : placeField(collection, run)
  const place = compileNear(path, near, minDistance, maxDistance)
  const factor = Number(distanceMultiplier ?? 1)
  return rowsOf(collection, compileQuery(query ?? {}), run)
    .map((doc) => ({ doc, distance: place.distanceM(doc) ?? NaN }))
    .filter(({ distance }) => place.isInRange(distance))
    .sort((a, b) => a.distance - b.distance)
    .map(({ doc, distance }) => {
      const located = withField(doc, splitPath(distanceField), distance * factor)
      if (typeof includeLocs !== 'string') return located
      return withField(located, splitPath(includeLocs), valueAt(doc, splitPath(path)))
    })
}

/** Without a key MongoDB takes the field of the only geo index; here it is the field of the first point found. */
function placeField(collection: Collection, run: Run): string {
  for (const entry of collection.entries.values()) {
    const isPlace = ([, value]: [string, unknown]) => isDoc(value) && value['type'] === 'Point'
    const found = Object.entries(docOf(run.store, entry)).find(isPlace)
    if (found) return found[0]
  }
  return 'location'
}
