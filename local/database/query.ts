import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { regularExpression } from './codec'
import { idKey, type IdKey } from './collection'
import { invalidOperator, isRefusal, requestFailed } from './errors'
import { nearOf, type Near } from './geo'
import { queryOptions } from './language'
import { predicates } from './predicates'
import { isDoc, ObjectId, type Doc } from './values'

/** A query ready to run: its conditions, a test for a document, and the place it asks to be near, if any. */
export interface CompiledQuery {
  condition: Doc
  isEmpty: boolean
  /** Set when the query asks for one `_id` and nothing else. */
  id?: IdKey
  test(doc: Doc): boolean
  near: Near | undefined
}

const EVERYTHING: CompiledQuery = { condition: {}, isEmpty: true, test: () => true, near: undefined }

/** Compiles decoded conditions. Refuses unknown operators, code, and malformed operands. */
export function compileQuery(condition: unknown, options: Options = queryOptions): CompiledQuery {
  if (!isDoc(condition)) throw requestFailed('the query must be an object')
  if (Object.keys(condition).length === 0) return EVERYTHING
  const id = onlyId(condition)
  if (id !== undefined)
    return { condition, isEmpty: false, id, test: (doc) => idKey(doc['_id']) === id, near: undefined }
  const prepared = prepare(condition)
  const test = compileConjunction(prepared) ?? compileByMingo(prepared, options)
  return { condition: prepared, isEmpty: false, test, near: findNear(prepared) }
}

function onlyId(condition: Doc): IdKey | undefined {
  for (const key in condition) if (key !== '_id') return undefined
  const id = condition['_id']
  return typeof id === 'string' || typeof id === 'number' || id instanceof ObjectId ? idKey(id) : undefined
}

function compileByMingo(condition: Doc, options: Options): (doc: Doc) => boolean {
  const query = translating(() => new Query(condition, options))
  return (doc) => translating(() => query.test(doc))
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date || value instanceof ObjectId
}

const COMPARISONS = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists'])

/** Comparisons joined by "and", which nearly every query of a shop is: the same predicates, without mingo's set-up. */
function compileConjunction(condition: Doc): ((doc: Doc) => boolean) | undefined {
  const tests: ((doc: unknown) => boolean)[] = []
  for (const path in condition) {
    if (path.startsWith('$')) return undefined
    const operand = condition[path]
    if (isScalar(operand)) tests.push(predicates.$eq(path, operand, queryOptions))
    else if (!isDoc(operand) || Object.keys(operand).length === 0) return undefined
    else {
      for (const operator in operand) {
        if (!COMPARISONS.has(operator)) return undefined
        tests.push(predicates[operator as '$eq'](path, operand[operator], queryOptions))
      }
    }
  }
  return tests.length === 1 ? tests[0] : (doc) => tests.every((test) => test(doc))
}

/** Runs mingo and turns what it throws into a refusal. */
export function translating<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw toRefusal(error)
  }
}

function toRefusal(error: unknown): unknown {
  if (isRefusal(error) || !(error instanceof Error)) return error
  const unknown =
    /(?:unknown (?:query|top level) operator:?|unregistered pipeline operator|Unknown pipeline operator:) '?(\$?[^'\s]+?)'?\.?$/.exec(
      error.message,
    )
  if (unknown) return invalidOperator(unknown[1] ?? '')
  const missing = /^(?:accumulator|expression) '([^']+)' is not registered/.exec(error.message)
  if (missing) return invalidOperator(missing[1] ?? '')
  return requestFailed(error.message)
}

const LISTS = new Set(['$and', '$or', '$nor'])

/** Checks the shape of the logical operators and turns `{$regex, $options}` into one regular expression. */
function prepare(condition: Doc): Doc {
  const prepared: Doc = {}
  for (const [key, value] of Object.entries(condition)) {
    if (key === '$comment') continue
    if (key === '$where') throw invalidOperator(key)
    if (key === '$text') throw requestFailed('text index required for $text query')
    if (!LISTS.has(key)) prepared[key] = key.startsWith('$') ? value : prepareOperators(value)
    else if (!Array.isArray(value) || value.length === 0 || !value.every(isDoc)) {
      throw requestFailed(`${key} must be a nonempty array of objects`)
    } else prepared[key] = value.map(prepare)
  }
  return prepared
}

function prepareOperators(value: unknown): unknown {
  if (!isDoc(value)) return value
  const names = Object.keys(value)
  const operators = names.filter((name) => name.startsWith('$'))
  if (operators.length === 0) return value
  if (operators.length < names.length)
    throw requestFailed(`unknown operator: ${names.find((name) => !name.startsWith('$'))}`)
  const prepared = { ...value }
  if ('$options' in prepared && !('$regex' in prepared)) throw requestFailed('$options needs a $regex')
  if ('$regex' in prepared) joinRegExp(prepared)
  if (isDoc(prepared['$elemMatch'])) prepared['$elemMatch'] = prepareElement(prepared['$elemMatch'])
  if ('$not' in prepared) prepared['$not'] = prepareNot(prepared['$not'])
  return prepared
}

function prepareElement(criteria: Doc): Doc {
  const onElement = Object.keys(criteria).some((key) => key.startsWith('$') && !LISTS.has(key))
  return onElement ? (prepareOperators(criteria) as Doc) : prepare(criteria)
}

function prepareNot(value: unknown): unknown {
  if (value instanceof RegExp) return value
  if (!isDoc(value) || Object.keys(value).length === 0) throw requestFailed('$not needs a regex or a document')
  return prepareOperators(value)
}

function joinRegExp(operators: Doc): void {
  const { $regex: pattern, $options: options } = operators
  if (typeof pattern !== 'string' && !(pattern instanceof RegExp)) throw requestFailed('$regex has to be a string')
  const [source, flags] = pattern instanceof RegExp ? [pattern.source, pattern.flags] : [pattern, '']
  operators['$regex'] = regularExpression(source, typeof options === 'string' ? options : flags)
  delete operators['$options']
}

/** A near condition at the top level or in its $and; MongoDB allows one. */
function findNear(condition: Doc): Near | undefined {
  for (const [path, value] of Object.entries(condition)) {
    if (path === '$and') {
      const inner = (value as Doc[]).map(findNear).find(Boolean)
      if (inner) return inner
    } else if (isDoc(value)) {
      const operand = value['$nearSphere'] ?? value['$near']
      if (operand !== undefined) return nearOf(path, operand)
    }
  }
  return undefined
}
