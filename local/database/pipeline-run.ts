import type { Collection } from './collection'
import type { Finder } from './find'
import type { PipelineScope } from './language'
import type { LeadingQuery, Stage } from './pipeline-stages'
import type { CompiledQuery } from './query'
import { docOf, type Store } from './store'
import { cloneValue, type Doc } from './values'

/** One run of a pipeline, handed from stage to stage; stages that hold pipelines run them through it. */
export interface Run {
  store: Store
  find: Finder
  scope: PipelineScope
  /** Some stage changes what it is given, so documents must be copied when they leave the store. */
  isCopying: boolean
  /** Runs a pipeline over a collection. */
  startPipeline(collection: Collection, stages: Stage[], run: Run): Doc[]
  /** Runs stages over rows. */
  runStages(rows: Doc[], stages: Stage[], run: Run): Doc[]
}

type Cut = Pick<LeadingQuery, 'sort' | 'skip' | 'limit'>

const UNCUT: Cut = { sort: [], skip: 0, limit: Infinity }

/** Documents of the store as rows of a pipeline. */
export function rowsOf(collection: Collection, query: CompiledQuery, run: Run, { sort, skip, limit } = UNCUT): Doc[] {
  const docs = run.find(collection, query, { sort, skip, limit }).map((entry) => docOf(run.store, entry))
  return run.isCopying ? docs.map(cloneValue) : docs
}
