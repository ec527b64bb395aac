import { requestFailed } from './errors'
import { typeTest } from './predicates'
import { equalValues, isDoc, type Doc } from './values'

/** `$jsonSchema` (MongoDB's dialect of draft 4). An unknown keyword is refused rather than silently true. */

type Check = (value: unknown) => boolean
type Compile = (operand: unknown, schema: Doc) => Check

const ALIASES: Record<string, string> = { boolean: 'bool', integer: 'int' }

const onNumber =
  (check: (value: number) => boolean): Check =>
  (value) =>
    typeof value !== 'number' || check(value)
const onString =
  (check: (value: string) => boolean): Check =>
  (value) =>
    typeof value !== 'string' || check(value)
const onArray =
  (check: (value: unknown[]) => boolean): Check =>
  (value) =>
    !Array.isArray(value) || check(value)
const onObject =
  (check: (value: Doc) => boolean): Check =>
  (value) =>
    !isDoc(value) || check(value)

function types(operand: unknown): Check {
  const names = Array.isArray(operand) ? operand : [operand]
  const tests = names.map((name) => (name === 'integer' ? Number.isInteger : typeTest(ALIASES[String(name)] ?? name)))
  return (value) => tests.some((test) => test(value))
}

function list(operand: unknown): unknown[] {
  if (!Array.isArray(operand)) throw requestFailed('$jsonSchema: an array is expected')
  return operand
}

function compileAll(operand: unknown): Check[] {
  return list(operand).map((schema) => compileSchema(schema as Doc))
}

function entries(operand: unknown): [string, unknown][] {
  if (!isDoc(operand)) throw requestFailed('$jsonSchema: an object is expected')
  return Object.entries(operand)
}

function properties(operand: unknown): Check {
  const checks = entries(operand).map(([name, schema]) => [name, compileSchema(schema as Doc)] as const)
  return onObject((doc) => checks.every(([name, check]) => doc[name] === undefined || check(doc[name])))
}

function patternProperties(operand: unknown): Check {
  const checks = entries(operand).map(
    ([pattern, schema]) => [new RegExp(pattern), compileSchema(schema as Doc)] as const,
  )
  return onObject((doc) =>
    checks.every(([re, check]) => Object.keys(doc).every((key) => !re.test(key) || check(doc[key]))),
  )
}

function additionalProperties(operand: unknown, schema: Doc): Check {
  const known = new Set(Object.keys((schema['properties'] as Doc | undefined) ?? {}))
  const patterns = Object.keys((schema['patternProperties'] as Doc | undefined) ?? {}).map(
    (pattern) => new RegExp(pattern),
  )
  const check: Check = typeof operand === 'boolean' ? () => operand : compileSchema(operand as Doc)
  const isExtra = (key: string) => !known.has(key) && !patterns.some((pattern) => pattern.test(key))
  return onObject((doc) => Object.keys(doc).every((key) => !isExtra(key) || check(doc[key])))
}

function items(operand: unknown): Check {
  if (!Array.isArray(operand)) {
    const check = compileSchema(operand as Doc)
    return onArray((values) => values.every(check))
  }
  const checks = compileAll(operand)
  return onArray((values) => values.every((value, index) => checks[index]?.(value) ?? true))
}

function isUnique(values: unknown[]): boolean {
  return values.every((value, index) => !values.slice(0, index).some((other) => equalValues(other, value)))
}

const KEYWORDS: Record<string, Compile> = {
  bsonType: types,
  type: types,
  enum: (operand) => (value) => list(operand).some((allowed) => equalValues(allowed, value)),
  required: (operand) => onObject((doc) => list(operand).every((name) => doc[String(name)] !== undefined)),
  properties,
  patternProperties,
  additionalProperties,
  minProperties: (operand) => onObject((doc) => Object.keys(doc).length >= Number(operand)),
  maxProperties: (operand) => onObject((doc) => Object.keys(doc).length <= Number(operand)),
  minimum: (operand, schema) =>
    onNumber((value) => value > Number(operand) || (value === operand && schema['exclusiveMinimum'] !== true)),
  maximum: (operand, schema) =>
    onNumber((value) => value < Number(operand) || (value === operand && schema['exclusiveMaximum'] !== true)),
  exclusiveMinimum: () => () => true,
  exclusiveMaximum: () => () => true,
  multipleOf: (operand) => onNumber((value) => value % Number(operand) === 0),
  minLength: (operand) => onString((value) => [...value].length >= Number(operand)),
  maxLength: (operand) => onString((value) => [...value].length <= Number(operand)),
  pattern: (operand) => {
    const pattern = new RegExp(String(operand))
    return onString((value) => pattern.test(value))
  },
  items,
  minItems: (operand) => onArray((values) => values.length >= Number(operand)),
  maxItems: (operand) => onArray((values) => values.length <= Number(operand)),
  uniqueItems: (operand) => (operand ? onArray(isUnique) : () => true),
  allOf: (operand) => {
    const checks = compileAll(operand)
    return (value) => checks.every((check) => check(value))
  },
  anyOf: (operand) => {
    const checks = compileAll(operand)
    return (value) => checks.some((check) => check(value))
  },
  oneOf: (operand) => {
    const checks = compileAll(operand)
    return (value) => checks.filter((check) => check(value)).length === 1
  },
  not: (operand) => {
    const check = compileSchema(operand as Doc)
    return (value) => !check(value)
  },
  title: () => () => true,
  description: () => () => true,
}

/** Compiles a schema to a test. Refuses keywords it does not know. */
export function compileSchema(schema: Doc): Check {
  if (!isDoc(schema)) throw requestFailed('$jsonSchema must be an object')
  const checks = Object.entries(schema).map(([keyword, operand]) => {
    const compile = KEYWORDS[keyword]
    if (!compile) throw requestFailed(`Unknown $jsonSchema keyword: ${keyword}`)
    return compile(operand, schema)
  })
  return (value) => checks.every((check) => check(value))
}
