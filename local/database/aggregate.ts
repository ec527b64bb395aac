import { Aggregator } from 'mingo/aggregator'
import type { Collection } from './collection'
import { requestFailed } from './errors'
import type { Finder } from './find'
import { locateNear } from './geo-near'
import { scopedOptions } from './language'
import { joinRows } from './lookup'
import { rowsOf, type Run } from './pipeline-run'
import { changesInput, leadingQuery, readPipeline, wholeNumber, type Stage } from './pipeline-stages'
import { compileProjection } from './projection'
import { compileQuery, translating, type CompiledQuery } from './query'
import { compileSort, sortRows } from './sorting'
import { collectionOf, type Store } from './store'
import { cloneValue, isDoc, type Doc } from './values'

/**
 * Pipelines. The first stages ($match, $sort, $skip, $limit) are a query and use indexes; $lookup finds its documents
 * through the other collection's index. All stages that are not ours are mingo's, run one after the other.
 */
export type RunPipeline = (collection: Collection, stages: Stage[], now: number) => Doc[]

/** Pipelines over the committed state of a store. */
export function createAggregation(store: Store, find: Finder): RunPipeline {
  return (collection, stages, now) =>
    startPipeline(collection, stages, {
      store,
      find,
      scope: { now, variables: {} },
      isCopying: false,
      startPipeline,
      runStages,
    })
}

function startPipeline(collection: Collection, stages: Stage[], outer: Run): Doc[] {
  const run: Run = { ...outer, isCopying: outer.isCopying || stages.some(changesInput) }
  const [first, ...rest] = stages
  if (first?.name === '$geoNear') return runStages(locateNear(collection, first.value, run), rest, run)
  const leading = leadingQuery(stages, run.scope)
  return runStages(rowsOf(collection, leading.query, run, leading), stages.slice(leading.taken), run)
}

function runStages(rows: Doc[], stages: Stage[], run: Run): Doc[] {
  return stages.reduce((before, stage) => runStage(before, stage, run), rows)
}

function runStage(rows: Doc[], { name, value }: Stage, run: Run): Doc[] {
  const stage = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined
  return stage ? stage(rows, value, run) : byMingo(rows, name, value, run)
}

type RunStage = (rows: Doc[], value: unknown, run: Run) => Doc[]

const STAGES: Record<string, RunStage> = {
  $match: (rows, value, run) => filterRows(rows, compileQuery(value, scopedOptions(run.scope))),
  $sort: (rows, value) => sortRows(rows, compileSort(value), (row) => row),
  $skip: (rows, value) => rows.slice(wholeNumber(value, '$skip', 0)),
  $limit: (rows, value) => rows.slice(0, wholeNumber(value, '$limit', 1)),
  $sample: (rows, value) => sample(rows, wholeNumber(isDoc(value) ? value['size'] : undefined, '$sample', 1)),
  $lookup: joinRows,
  $project: project,
  $facet: facet,
  $unionWith: unionWith,
  $geoNear: () => {
    throw requestFailed('$geoNear is only valid as the first stage in a pipeline')
  },
}

function filterRows(rows: Doc[], query: CompiledQuery): Doc[] {
  if (query.near) throw requestFailed('$near is not allowed inside of a $match aggregation expression')
  return rows.filter((row) => query.test(row))
}

/** Different rows each time, none twice. */
function sample(rows: Doc[], size: number): Doc[] {
  const left = [...rows]
  const taken: Doc[] = []
  while (taken.length < size && left.length > 0) {
    taken.push(...left.splice(Math.floor(Math.random() * left.length), 1))
  }
  return taken
}

function facet(rows: Doc[], value: unknown, run: Run): Doc[] {
  if (!isDoc(value)) throw requestFailed('$facet needs an object of pipelines')
  // the pipelines must not see each other's changes
  const copied = () => (run.isCopying ? rows.map(cloneValue) : rows)
  const results = Object.entries(value).map(([name, pipeline]) => [
    name,
    runStages(copied(), readPipeline(pipeline), run),
  ])
  return [Object.fromEntries(results) as Doc]
}

function unionWith(rows: Doc[], value: unknown, run: Run): Doc[] {
  const spec = typeof value === 'string' ? { coll: value } : value
  if (!isDoc(spec)) throw requestFailed('$unionWith needs a collection')
  const other = collectionOf(run.store, spec['coll'])
  return [...rows, ...startPipeline(other, readPipeline(spec['pipeline'] ?? []), run)]
}

function byMingo(rows: Doc[], name: string, value: unknown, run: Run): Doc[] {
  const stage = new Aggregator([{ [name]: value }], scopedOptions(run.scope))
  const result = translating(() => stage.run<Doc>(rows))
  // mingo puts the id of a bucket last
  return name.startsWith('$bucket') ? result.map(({ _id, ...rest }) => ({ _id, ...rest })) : result
}

/** Plain 1 and 0 are our projection; computed fields are mingo's, put into MongoDB's order of fields. */
function project(rows: Doc[], value: unknown, run: Run): Doc[] {
  if (!isDoc(value) || Object.keys(value).length === 0)
    throw requestFailed('specification must have at least one field')
  if (Object.values(value).every((operand) => typeof operand === 'number' || typeof operand === 'boolean')) {
    const projection = compileProjection(value)
    return rows.map((row) => projection(row, {}))
  }
  return byMingo(rows, '$project', value, run).map((projected, at) => inOrder(projected, rows[at] as Doc, value))
}

function inOrder(projected: Doc, source: Doc, spec: Doc): Doc {
  const isKept = (key: string) => key in projected && !isDoc(spec[key]) && typeof spec[key] !== 'string'
  const ordered: Doc = {}
  for (const key of ['_id', ...Object.keys(source).filter(isKept), ...Object.keys(projected)]) {
    if (key in projected) ordered[key] = projected[key]
  }
  return ordered
}
