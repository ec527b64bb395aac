import { Context, type OpType } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import * as stages from 'mingo/operators/pipeline'
import * as bitwise from 'mingo/operators/query/bitwise'
import { $expr, $jsonSchema } from 'mingo/operators/query/evaluation'
import * as logical from 'mingo/operators/query/logical'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { dateExpressions } from './dates'
import { ownAccumulators, ownExpressions, withoutBrackets } from './expressions'
import { geoPredicates } from './geo'
import { compileSchema } from './json-schema'
import { predicates, type Operator } from './predicates'

/** The query language: mingo's operators, with ours where MongoDB differs, and nothing that runs code. */

const { $function: _runsCode, ...safeExpressions } = expressions as Record<string, unknown>
const allExpressions = {
  ...safeExpressions,
  ...withoutBrackets(safeExpressions),
  ...ownExpressions,
  ...dateExpressions,
} as Operators<'expression'>

const { $accumulator: _runsCodeToo, ...safeAccumulators } = accumulators as Record<string, unknown>

type Operators<T extends `${OpType}`> = NonNullable<NonNullable<Parameters<typeof Context.init>[0]>[T]>

const theirs = { ...logical, ...bitwise, $expr, $jsonSchema }
const queryOperators = { ...theirs, ...predicates, ...geoPredicates } as unknown as Operators<'query'>

/**
 * mingo copies all its operator tables each time it is handed plain options; handed its own options object, it does
 * not (18 us against 3 for a query). There is no public way to make one, so a query operator catches the first.
 */
function ownOptions(context: Context): Options {
  let caught: Options | undefined
  const $trap: Operator = (_path, _value, options) => {
    caught = options
    return () => true
  }
  const withTrap = Context.from(context).addQueryOps({ $trap } as unknown as Operators<'query'>)
  new Query({ field: { $trap: 1 } }, { context: withTrap, scriptEnabled: false, jsonSchemaValidator: compileSchema })
  if (!caught) throw new Error('mingo gave no options')
  return caught
}

const queryContext = Context.init({ query: queryOperators, expression: allExpressions })

/** Options to compile a query with. */
export const queryOptions: Options = ownOptions(queryContext)

const { $out: _writes, $merge: _writesToo, ...readingStages } = stages as unknown as Record<string, unknown>

const pipelineContext = Context.init({
  query: queryOperators,
  expression: allExpressions,
  accumulator: { ...safeAccumulators, ...ownAccumulators } as Operators<'accumulator'>,
  pipeline: readingStages as Operators<'pipeline'>,
})

/** Options to run a pipeline with: the clock of `$$NOW`, the variables of `$lookup`'s let. */
export interface PipelineScope {
  now: number
  variables: Record<string, unknown>
}

interface OwnOptions extends Options {
  local: { timestamp?: number }
  update(locals: { variables: Record<string, unknown> }): Options
}

const pipelineOptions = ownOptions(pipelineContext)

/** mingo's options for one run of a pipeline. */
export function scopedOptions(scope: PipelineScope): Options {
  const factory = pipelineOptions.constructor as unknown as { init(options: Options): OwnOptions }
  const options = factory.init(pipelineOptions)
  options.local.timestamp = scope.now
  return options.update({ variables: scope.variables })
}
