import { invalidOperator, invalidParam, requestFailed } from './errors'
import { scopedOptions, type PipelineScope } from './language'
import { compileQuery, type CompiledQuery } from './query'
import { compileSort, type SortField } from './sorting'
import { isDoc, type Doc } from './values'

/** Reading pipelines: their stages, and how much of the beginning is a plain query. */
export interface Stage {
  name: string
  value: unknown
}

/** The stages of a request: `[{stageKey, stageValue: ejson}]`. */
export function readStages(stages: unknown, decode: (text: unknown, what: string) => unknown): Stage[] {
  if (!Array.isArray(stages)) throw invalidParam('stages must be an array')
  const read = stages.map((stage: unknown) => {
    // Not isDoc: in memory a stage comes as the caller's own object, which a test runner makes in another realm.
    const { stageKey, stageValue } = (stage ?? {}) as { stageKey?: unknown; stageValue?: unknown }
    if (typeof stageKey !== 'string') throw invalidParam('a stage needs a stageKey')
    return { name: stageKey, value: decode(stageValue, stageKey) }
  })
  return checkedStages(read)
}

/** A pipeline inside a stage: a list of objects with one field each. */
export function readPipeline(value: unknown): Stage[] {
  if (!Array.isArray(value)) throw requestFailed('a pipeline must be an array')
  const stages = value.map((stage: unknown) => {
    const entries = isDoc(stage) ? Object.entries(stage) : []
    if (entries.length !== 1) {
      throw requestFailed('A pipeline stage specification object must contain exactly one field.')
    }
    const [name, operand] = entries[0] as [string, unknown]
    return { name, value: operand }
  })
  return checkedStages(stages)
}

/** A pipeline reads: stages that would write past the journal are not known here. */
function checkedStages(stages: Stage[]): Stage[] {
  for (const { name } of stages) {
    if (!name.startsWith('$') || name === '$out' || name === '$merge') throw invalidOperator(name)
  }
  return stages
}

/** Stages that leave their input as it is; $project is one, because removing fields is done by our own projection. */
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

/** Whether a stage (or a pipeline inside it) may change the documents it is given. */
export function changesInput({ name, value }: Stage): boolean {
  if (!READ_ONLY.has(name)) return true
  if (name === '$facet' && isDoc(value)) {
    return Object.values(value).some((pipeline) => readPipeline(pipeline).some(changesInput))
  }
  return isDoc(value) && value['pipeline'] !== undefined && readPipeline(value['pipeline']).some(changesInput)
}

export interface LeadingQuery {
  /** How many stages it stands for. */
  taken: number
  query: CompiledQuery
  sort: SortField[]
  skip: number
  limit: number
}

/** The stages at the start that are a plain query: $match, then $sort, then $skip, then $limit, each at most once. */
export function leadingQuery(stages: Stage[], scope: PipelineScope): LeadingQuery {
  const leading: LeadingQuery = { taken: 0, query: compileQuery({}), sort: [], skip: 0, limit: Infinity }
  const next = (name: string) => (stages[leading.taken]?.name === name ? stages[leading.taken++] : undefined)
  const match = next('$match')
  if (match) leading.query = compileMatch(match.value, scope)
  const sort = next('$sort')
  if (sort) leading.sort = compileSort(sort.value)
  const skip = next('$skip')
  if (skip) leading.skip = wholeNumber(skip.value, '$skip', 0)
  const limit = next('$limit')
  if (limit) leading.limit = wholeNumber(limit.value, '$limit', 1)
  return leading
}

/** A count in a stage. Refuses fractions and what is too small. */
export function wholeNumber(value: unknown, stage: string, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value
  throw requestFailed(`${stage} needs a whole number of at least ${least}`)
}

function compileMatch(condition: unknown, scope: PipelineScope): CompiledQuery {
  const usesExpression = isDoc(condition) && JSON.stringify(condition).includes('"$expr"')
  // only an expression can see the scope, and making mingo's options is not free
  return usesExpression ? compileQuery(withHints(condition, scope), scopedOptions(scope)) : compileQuery(condition)
}

/** `{$expr: {$eq: ["$field", "$$variable"]}}`, the usual condition of a $lookup, as a plain one that an index can serve. */
function withHints(condition: Doc, scope: PipelineScope): Doc {
  const expression = condition['$expr']
  if (!isDoc(expression)) return condition
  const parts = Array.isArray(expression['$and']) ? (expression['$and'] as unknown[]) : [expression]
  const hints = parts.map((part) => hintOf(part, scope)).filter((hint) => hint !== undefined)
  return hints.length === 0 ? condition : { $and: [condition, ...hints] }
}

function hintOf(part: unknown, scope: PipelineScope): Doc | undefined {
  const pair = isDoc(part) ? part['$eq'] : undefined
  if (!Array.isArray(pair) || pair.length !== 2) return undefined
  const [field, variable] = (String(pair[0]).startsWith('$$') ? [pair[1], pair[0]] : pair) as [unknown, unknown]
  if (typeof field !== 'string' || !/^\$[^$]/.test(field)) return undefined
  if (typeof variable !== 'string' || !/^\$\$\w+$/.test(variable)) return undefined
  const value = scope.variables[variable.slice(2)]
  return typeof value === 'string' || typeof value === 'number' ? { [field.slice(1)]: { $eq: value } } : undefined
}
