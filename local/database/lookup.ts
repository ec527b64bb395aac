import { evalExpr } from 'mingo/core'
import type { Collection } from './collection'
import { requestFailed } from './errors'
import { encodeKey } from './index-keys'
import { scopedOptions } from './language'
import { splitPath, visitPath, withField } from './paths'
import { rowsOf, type Run } from './pipeline-run'
import { readPipeline } from './pipeline-stages'
import { choosePlan } from './planner'
import { compileQuery } from './query'
import { cloneValue, isDoc, type Doc } from './values'

/** `$lookup`: joins by fields, by a pipeline, or both. A collection that does not exist is joined as an empty one. */
export function joinRows(rows: Doc[], spec: unknown, run: Run): Doc[] {
  if (!isDoc(spec) || typeof spec['from'] !== 'string' || typeof spec['as'] !== 'string') {
    throw requestFailed('$lookup needs from and as')
  }
  const as = splitPath(spec['as'])
  const foreign = run.store.collections.get(spec['from'])
  const join = compileJoin(spec, foreign, rows.length, run)
  return rows.map((row) => withField(row, as, join(row)))
}

type Join = (row: Doc) => Doc[]

function compileJoin(spec: Doc, foreign: Collection | undefined, rows: number, run: Run): Join {
  const { localField, foreignField, pipeline: given } = spec
  const isByField = typeof localField === 'string' && typeof foreignField === 'string'
  if (!isByField && given === undefined) throw requestFailed('$lookup needs localField and foreignField, or a pipeline')
  const pipeline = given === undefined ? undefined : readPipeline(given)
  if (!foreign) return () => []
  const byField = isByField ? fieldMatcher(foreign, foreignField, rows, run) : undefined
  const joined: Join | undefined = byField && ((row) => byField(valuesAt(row, localField as string)))
  if (!pipeline) return joined ?? (() => [])
  return (row) => {
    const inner: Run = { ...run, scope: { ...run.scope, variables: letVariables(spec['let'], row, run) } }
    return joined ? run.runStages(joined(row), pipeline, inner) : run.startPipeline(foreign, pipeline, inner)
  }
}

function letVariables(spec: unknown, row: Doc, run: Run): Doc {
  if (!isDoc(spec)) return run.scope.variables
  return { ...run.scope.variables, ...(evalExpr(row, spec, scopedOptions(run.scope)) as Doc) }
}

type Match = (values: unknown[]) => Doc[]

/** Finds the foreign documents of some values: through an index, or in one pass over the collection for all rows. */
function fieldMatcher(foreign: Collection, field: string, rows: number, run: Run): Match {
  const queryFor = (values: unknown[]) => compileQuery({ [field]: values.length === 1 ? values[0] : { $in: values } })
  const probe = queryFor(['probe'])
  if (rows <= 1 || choosePlan(run.store, foreign, probe, []).kind !== 'scan') {
    return (values) => rowsOf(foreign, queryFor(values), run)
  }
  // so that a large collection without index is reported, although it is read as a whole
  run.find(foreign, probe, { sort: [], skip: 0, limit: 1 })
  return hashMatcher(foreign, field, run)
}

function hashMatcher(foreign: Collection, field: string, run: Run): Match {
  const byKey = new Map<string, Set<Doc>>()
  for (const doc of rowsOf(foreign, compileQuery({}), run)) {
    for (const value of valuesAt(doc, field)) {
      const key = encodeKey(value)
      byKey.set(key, (byKey.get(key) ?? new Set()).add(doc))
    }
  }
  return (values) => {
    const docs = new Set(values.flatMap((value) => [...(byKey.get(encodeKey(value)) ?? [])]))
    return run.isCopying ? [...docs].map(cloneValue) : [...docs]
  }
}

/** The values that are compared: the elements of an array, or the value, or null where it is missing. */
function valuesAt(doc: Doc, path: string): unknown[] {
  const values: unknown[] = []
  visitPath(doc, splitPath(path), (value) => {
    if (Array.isArray(value)) values.push(...(value as unknown[]))
    else values.push(value ?? null)
    return false
  })
  return values
}
