import { evalExpr } from 'mingo/core'
import { Aggregator } from 'mingo/aggregator'
import { invalidOperator, invalidParam, requestFailed } from './errors'
import type { Finder } from './find'
import { compileNear } from './geo'
import { encodeKey } from './index-keys'
import { scopedOptions, type PipelineScope } from './language'
import { splitPath, visitPath } from './paths'
import { choosePlan } from './planner'
import { compileProjection } from './projection'
import { compileQuery, translating, type CompiledQuery } from './query'
import { compileSort, sortRows, type SortField } from './sorting'
import type { Collection, Store } from './store'
import { cloneValue, isDoc, type Doc } from './values'

/**
 * Pipelines. The first stages ($match, $sort, $skip, $limit) are a query and use indexes; $lookup finds its documents
 * through the other collection's index; $match, $sort, $sample, $geoNear, $facet and $unionWith are ours. All other
 * stages are mingo's, run one after the other.
 */

export interface Stage {
  name: string
  value: unknown
}

export type RunPipeline = (collection: Collection, stages: Stage[], now: number) => Doc[]

interface Run {
  scope: PipelineScope
  /** Some stage changes what it is given, so documents must be copied when they leave the store. */
  isCopying: boolean
}

/** Stages that leave their input as it is. $project is one, because removing fields is done by our own projection. */
const READ_ONLY = new Set([
  '$match',
  '$sort',
  '$skip',
  '$limit',
  '$count',
  '$sample',
  '$lookup',
  '$geoNear',
  '$group',
  '$sortByCount',
  '$bucket',
  '$project',
  '$facet',
  '$unionWith',
])

/** Pipelines over the committed state of a store. */
export function createAggregation(store: Store, find: Finder): RunPipeline {
  function rowsOf(
    collection: Collection,
    query: CompiledQuery,
    run: Run,
    sort: SortField[] = [],
    skip = 0,
    limit = Infinity,
  ): Doc[] {
    const docs = find(collection, query, { sort, skip, limit }).map(store.docOf)
    return run.isCopying ? docs.map(cloneValue) : docs
  }

  function start(collection: Collection, stages: Stage[], scope: PipelineScope): Doc[] {
    const run: Run = { scope, isCopying: stages.some(changesInput) }
    const [first] = stages
    if (first?.name === '$geoNear') return continueWith(geoNear(collection, first.value, run), stages.slice(1), run)
    const { taken, query, sort, skip, limit } = leadingQuery(stages, scope)
    return continueWith(rowsOf(collection, query, run, sort, skip, limit), stages.slice(taken), run)
  }

  function continueWith(rows: Doc[], stages: Stage[], run: Run): Doc[] {
    return stages.reduce((before, stage) => runStage(before, stage, run), rows)
  }

  function runStage(rows: Doc[], { name, value }: Stage, run: Run): Doc[] {
    switch (name) {
      case '$match':
        return filterRows(rows, compileQuery(value, scopedOptions(run.scope)))
      case '$sort':
        return sortRows(rows, compileSort(value), (row) => row)
      case '$skip':
        return rows.slice(wholeNumber(value, name, 0))
      case '$limit':
        return rows.slice(0, wholeNumber(value, name, 1))
      case '$sample':
        return sample(rows, value)
      case '$lookup':
        return lookup(rows, value, run)
      case '$project':
        return project(rows, value, run)
      case '$facet':
        return facet(rows, value, run)
      case '$unionWith':
        return unionWith(rows, value, run)
      case '$geoNear':
        throw requestFailed('$geoNear is only valid as the first stage in a pipeline')
      default:
        return byMingo(rows, { name, value }, run)
    }
  }

  function facet(rows: Doc[], value: unknown, run: Run): Doc[] {
    if (!isDoc(value)) throw requestFailed('$facet needs an object of pipelines')
    // the pipelines must not see each other's changes
    const copyOf = () => (run.isCopying ? rows.map(cloneValue) : rows)
    return [
      Object.fromEntries(
        Object.entries(value).map(([name, pipeline]) => [name, continueWith(copyOf(), readPipeline(pipeline), run)]),
      ),
    ]
  }

  function unionWith(rows: Doc[], value: unknown, run: Run): Doc[] {
    const spec = typeof value === 'string' ? { coll: value } : value
    if (!isDoc(spec)) throw requestFailed('$unionWith needs a collection')
    return [...rows, ...start(store.collection(spec['coll']), readPipeline(spec['pipeline'] ?? []), run.scope)]
  }

  function geoNear(collection: Collection, value: unknown, run: Run): Doc[] {
    if (!isDoc(value)) throw requestFailed('$geoNear needs an object')
    const { key, near, minDistance, maxDistance, query, distanceField, includeLocs, distanceMultiplier } = value
    const path = typeof key === 'string' ? key : geoField(collection)
    if (typeof distanceField !== 'string') throw requestFailed('$geoNear requires a distanceField')
    const place = compileNear(path, near, minDistance, maxDistance)
    const factor = Number(distanceMultiplier ?? 1)
    return rowsOf(collection, compileQuery(query ?? {}), run)
      .map((doc) => ({ doc, distance: place.distanceM(doc) }))
      .filter(
        (row): row is { doc: Doc; distance: number } => row.distance !== undefined && place.isInRange(row.distance),
      )
      .sort((a, b) => a.distance - b.distance)
      .map(({ doc, distance }) => {
        const located = withField(doc, splitPath(distanceField), distance * factor)
        return typeof includeLocs === 'string'
          ? withField(located, splitPath(includeLocs), fieldAt(doc, path))
          : located
      })
  }

  /** Without a key MongoDB takes the field of the only geo index; here, the only field that holds a point. */
  function geoField(collection: Collection): string {
    for (const entry of collection.entries.values()) {
      const found = Object.entries(store.docOf(entry)).find(([, value]) => isDoc(value) && value['type'] === 'Point')
      if (found) return found[0]
    }
    return 'location'
  }

  function lookup(rows: Doc[], value: unknown, run: Run): Doc[] {
    if (!isDoc(value) || typeof value['from'] !== 'string' || typeof value['as'] !== 'string')
      throw requestFailed('$lookup needs from and as')
    const { localField, foreignField } = value
    const as = splitPath(value['as'])
    // MongoDB joins a collection that does not exist as an empty one
    const foreign = store.collections.get(value['from'])
    const byFields = typeof localField === 'string' && typeof foreignField === 'string'
    if (!byFields && value['pipeline'] === undefined)
      throw requestFailed('$lookup needs localField and foreignField, or a pipeline')
    const match = byFields && foreign ? fieldMatcher(foreign, foreignField, rows.length, run) : undefined
    const pipeline = value['pipeline'] === undefined ? undefined : readPipeline(value['pipeline'])
    return rows.map((row) => {
      const joined = match ? match(valuesAt(row, localField as string)) : undefined
      const found = foreign
        ? pipeline
          ? pipedRows(foreign, joined, pipeline, letVariables(value['let'], row, run), run)
          : (joined ?? [])
        : []
      return withField(row, as, found)
    })
  }

  function letVariables(spec: unknown, row: Doc, run: Run): Doc {
    if (!isDoc(spec)) return run.scope.variables
    return { ...run.scope.variables, ...(evalExpr(row, spec, scopedOptions(run.scope)) as Doc) }
  }

  function pipedRows(
    foreign: Collection,
    joined: Doc[] | undefined,
    pipeline: Stage[],
    variables: Doc,
    run: Run,
  ): Doc[] {
    const scope = { ...run.scope, variables }
    return joined ? continueWith(joined, pipeline, { ...run, scope }) : start(foreign, pipeline, scope)
  }

  /** Finds the foreign documents of some values: through an index, or in one pass over the collection for all rows. */
  function fieldMatcher(foreign: Collection, field: string, rows: number, run: Run): (values: unknown[]) => Doc[] {
    const queryFor = (values: unknown[]) =>
      compileQuery({ [field]: values.length === 1 ? { $eq: values[0] } : { $in: values } })
    const probe = queryFor(['probe'])
    if (rows <= 1 || choosePlan(store, foreign, probe, []).kind !== 'scan')
      return (values) => rowsOf(foreign, queryFor(values), run)
    find(foreign, probe, { sort: [], skip: 0, limit: 1 })
    return hashedBy(foreign, field, run)
  }

  function hashedBy(foreign: Collection, field: string, run: Run): (values: unknown[]) => Doc[] {
    const byKey = new Map<string, Set<Doc>>()
    for (const doc of rowsOf(foreign, compileQuery({}), run)) {
      for (const value of valuesAt(doc, field)) {
        const key = encodeKey(value)
        byKey.set(key, (byKey.get(key) ?? new Set()).add(doc))
      }
    }
    return (values) =>
      [...new Set(values.flatMap((value) => [...(byKey.get(encodeKey(value)) ?? [])]))].map((doc) =>
        run.isCopying ? cloneValue(doc) : doc,
      )
  }

  return (collection, stages, now) => {
    checkStages(stages)
    return start(collection, stages, { now, variables: {} })
  }
}

function checkStages(stages: Stage[]): void {
  for (const { name } of stages)
    if (!name.startsWith('$') || name === '$out' || name === '$merge') throw invalidOperator(name)
}

function changesInput({ name, value }: Stage): boolean {
  if (!READ_ONLY.has(name)) return true
  if (name === '$facet' && isDoc(value))
    return Object.values(value).some((pipeline) => readPipeline(pipeline).some(changesInput))
  if (isDoc(value) && value['pipeline'] !== undefined) return readPipeline(value['pipeline']).some(changesInput)
  return false
}

/** A pipeline inside a stage: a list of objects with one field each. */
function readPipeline(value: unknown): Stage[] {
  if (!Array.isArray(value)) throw requestFailed('a pipeline must be an array')
  const stages = value.map((stage: unknown) => {
    const entries = isDoc(stage) ? Object.entries(stage) : []
    if (entries.length !== 1)
      throw requestFailed('A pipeline stage specification object must contain exactly one field.')
    const [name, operand] = entries[0] as [string, unknown]
    return { name, value: operand }
  })
  checkStages(stages)
  return stages
}

interface Leading {
  taken: number
  query: CompiledQuery
  sort: SortField[]
  skip: number
  limit: number
}

/** How many stages at the start are a plain query: $match, then $sort, then $skip, then $limit, each at most once. */
function leadingQuery(stages: Stage[], scope: PipelineScope): Leading {
  const leading: Leading = { taken: 0, query: compileQuery({}), sort: [], skip: 0, limit: Infinity }
  const next = (name: string) => (stages[leading.taken]?.name === name ? stages[leading.taken++] : undefined)
  const match = next('$match')
  if (match) leading.query = compileQuery(withHints(match.value, scope), scopedOptions(scope))
  const sort = next('$sort')
  if (sort) leading.sort = compileSort(sort.value)
  const skip = next('$skip')
  if (skip) leading.skip = wholeNumber(skip.value, '$skip', 0)
  const limit = next('$limit')
  if (limit) leading.limit = wholeNumber(limit.value, '$limit', 1)
  return leading
}

/** `{$expr: {$eq: ["$field", "$$variable"]}}`, the usual condition of a $lookup, as a plain one that an index can serve. */
function withHints(condition: unknown, scope: PipelineScope): unknown {
  const expression = isDoc(condition) ? condition['$expr'] : undefined
  if (!isDoc(condition) || !isDoc(expression)) return condition
  const parts = Array.isArray(expression['$and']) ? expression['$and'] : [expression]
  const hints = parts.map((part: unknown) => hintOf(part, scope)).filter((hint) => hint !== undefined)
  return hints.length === 0 ? condition : { $and: [condition, ...hints] }
}

function hintOf(part: unknown, scope: PipelineScope): Doc | undefined {
  const pair = isDoc(part) ? part['$eq'] : undefined
  if (!Array.isArray(pair) || pair.length !== 2) return undefined
  const [field, variable] = (String(pair[0]).startsWith('$$') ? [pair[1], pair[0]] : pair) as [unknown, unknown]
  if (
    typeof field !== 'string' ||
    !/^\$[^$]/.test(field) ||
    typeof variable !== 'string' ||
    !/^\$\$\w+$/.test(variable)
  )
    return undefined
  const value = scope.variables[variable.slice(2)]
  return typeof value === 'string' || typeof value === 'number' ? { [field.slice(1)]: { $eq: value } } : undefined
}

function filterRows(rows: Doc[], query: CompiledQuery): Doc[] {
  if (query.near) throw requestFailed('$near is not allowed inside of a $match aggregation expression')
  return translating(() => rows.filter(query.test))
}

function wholeNumber(value: unknown, stage: string, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least)
    throw requestFailed(`${stage} needs a whole number of at least ${least}`)
  return value
}

/** Different documents each time, none twice. */
function sample(rows: Doc[], value: unknown): Doc[] {
  const size = wholeNumber(isDoc(value) ? value['size'] : undefined, '$sample', 1)
  const left = [...rows]
  const taken: Doc[] = []
  while (taken.length < size && left.length > 0) taken.push(...left.splice(Math.floor(Math.random() * left.length), 1))
  return taken
}

function byMingo(rows: Doc[], { name, value }: Stage, run: Run): Doc[] {
  const result = translating(() => new Aggregator([{ [name]: value }], scopedOptions(run.scope)).run<Doc>(rows))
  return name.startsWith('$bucket') ? result.map(({ _id, ...rest }) => ({ _id, ...rest })) : result
}

/** Plain 1 and 0 are our projection; computed fields are mingo's, put into MongoDB's order of fields. */
function project(rows: Doc[], value: unknown, run: Run): Doc[] {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed('specification must have at least one field')
  const isPlain = Object.values(value).every((operand) => typeof operand === 'number' || typeof operand === 'boolean')
  if (isPlain) {
    const projection = compileProjection(value)
    return rows.map((row) => projection(row, {}))
  }
  return byMingo(rows, { name: '$project', value }, run).map((projected, index) =>
    inOrder(projected, rows[index] as Doc, value),
  )
}

function inOrder(projected: Doc, source: Doc, spec: Doc): Doc {
  const kept = Object.keys(source).filter(
    (key) => key in projected && !(isDoc(spec[key]) || typeof spec[key] === 'string'),
  )
  const ordered: Doc = {}
  for (const key of ['_id', ...kept, ...Object.keys(projected)]) if (key in projected) ordered[key] = projected[key]
  return ordered
}

/** The values a $lookup compares: the elements of an array, or the value, or null where it is missing. */
function valuesAt(doc: Doc, path: string): unknown[] {
  const values: unknown[] = []
  visitPath(doc, splitPath(path), (value) => {
    if (Array.isArray(value)) values.push(...(value as unknown[]))
    else values.push(value ?? null)
    return false
  })
  return values
}

function fieldAt(doc: Doc, path: string): unknown {
  let found: unknown
  visitPath(doc, splitPath(path), (value) => {
    found = value
    return true
  })
  return found
}

/** A copy of the document with the field set; what it does not touch is shared. */
function withField(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [key, ...rest] = parts as [string, ...string[]]
  if (rest.length === 0) return { ...doc, [key]: value }
  const inner = doc[key]
  return { ...doc, [key]: withField(isDoc(inner) ? inner : {}, rest, value) }
}

/** Reads the stages of a request: `[{stageKey, stageValue: ejson}]`. */
export function readStages(stages: unknown, decode: (text: unknown, what: string) => unknown): Stage[] {
  if (!Array.isArray(stages)) throw invalidParam('stages must be an array')
  return stages.map((stage: unknown) => {
    // Not isDoc: in memory a stage comes as the caller's own object, which a test runner makes in another realm.
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown }
    if (typeof stageKey !== 'string') throw invalidParam('a stage needs a stageKey')
    return { name: stageKey, value: decode(stageValue, stageKey) }
  })
}
