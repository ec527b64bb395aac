import { Aggregator } from 'mingo/aggregator'
import { invalidOperator, requestFailed } from './errors'
import { scopedOptions } from './language'
import { translating } from './query'
import { isDoc, type Doc } from './values'

const STAGES = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'])

/** Runs an update given as a pipeline on one document (already a copy). Refuses stages that an update cannot have. */
export function runUpdatePipeline(pipeline: unknown[], doc: Doc, now: number): Doc {
  for (const stage of pipeline) {
    if (!isDoc(stage) || Object.keys(stage).length !== 1)
      throw requestFailed('a pipeline stage must have exactly one field')
    const name = Object.keys(stage)[0] as string
    if (!STAGES.has(name)) throw invalidOperator(name)
  }
  const options = scopedOptions({ now, variables: {} })
  const [result] = translating(() => new Aggregator(pipeline as Doc[], options).run<Doc>([doc]))
  return result ?? doc
}
