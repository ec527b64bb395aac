import { requestFailed } from './errors'
import { compileQuery } from './query'
import { splitPath } from './paths'
import { isDoc, type Doc } from './values'

/** `field()` of a query: which fields of a document are given out. Fields keep the order they have in the document. */
export type Projection = (doc: Doc, condition: Doc) => Doc

interface Tree {
  [field: string]: Tree | true
}

type FieldRule = (value: unknown, condition: Doc) => unknown

/** Compiles `{field: 1 | 0 | {$slice} | {$elemMatch}, "array.$": 1}`. Refuses a mix of 1 and 0. */
export function compileProjection(spec: unknown): Projection {
  if (!isDoc(spec)) throw requestFailed('the projection must be an object')
  const flags = new Map<string, boolean>()
  const rules = new Map<string, FieldRule>()
  let isPicking = false
  for (const [path, operand] of Object.entries(spec)) {
    if (isDoc(operand)) {
      rules.set(path, compileRule(path, operand))
      isPicking ||= '$elemMatch' in operand
    } else if (path.endsWith('.$')) rules.set(path.slice(0, -2), firstMatch(path.slice(0, -2)))
    else flags.set(path, Boolean(operand))
    isPicking ||= path.endsWith('.$')
  }
  const others = [...flags].filter(([path]) => path !== '_id')
  const isIncluding =
    others.length > 0 ? (others[0]?.[1] as boolean) : isPicking || (flags.get('_id') === true && rules.size === 0)
  if (others.some(([, isKept]) => isKept !== isIncluding))
    throw requestFailed('Projection cannot have a mix of inclusion and exclusion.')
  const base = isIncluding ? including(others, [...rules.keys()], flags.get('_id') !== false) : excluding(flags)
  return rules.size === 0 ? base : (doc, condition) => applyRules(base(doc, condition), rules, condition)
}

function including(flags: [string, boolean][], ruled: string[], withId: boolean): Projection {
  const tree = treeOf([...flags.map(([path]) => path), ...ruled])
  if (withId) tree['_id'] = true
  else delete tree['_id']
  return (doc) => pick(doc, tree)
}

function excluding(flags: Map<string, boolean>): Projection {
  const tree = treeOf([...flags].filter(([, isKept]) => !isKept).map(([path]) => path))
  return (doc) => drop(doc, tree)
}

function treeOf(paths: string[]): Tree {
  const tree: Tree = {}
  for (const path of paths) {
    const parts = splitPath(path)
    let node = tree
    for (const [index, part] of parts.entries()) {
      const next = node[part]
      if (next === true) break
      if (index === parts.length - 1) node[part] = true
      else node = node[part] = next ?? {}
    }
  }
  return tree
}

function pick(doc: Doc, tree: Tree): Doc {
  const picked: Doc = {}
  for (const key of Object.keys(doc)) {
    const node = Object.hasOwn(tree, key) ? tree[key] : undefined
    if (node === undefined) continue
    const value = node === true ? doc[key] : pickInside(doc[key], node)
    if (value !== undefined) picked[key] = value
  }
  return picked
}

/** Of an array its documents are kept, cut down; plain values have no fields and go. */
function pickInside(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value))
    return value.map((element) => pickInside(element, tree)).filter((element) => element !== undefined)
  return isDoc(value) ? pick(value, tree) : undefined
}

function drop(doc: Doc, tree: Tree): Doc {
  const kept: Doc = {}
  for (const key of Object.keys(doc)) {
    const node = Object.hasOwn(tree, key) ? tree[key] : undefined
    if (node !== true) kept[key] = node === undefined ? doc[key] : dropInside(doc[key], node)
  }
  return kept
}

function dropInside(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => dropInside(element, tree))
  return isDoc(value) ? drop(value, tree) : value
}

function compileRule(path: string, operand: Doc): FieldRule {
  const [operator, argument] = Object.entries(operand)[0] ?? []
  if (operator === '$slice') return sliceRule(argument)
  if (operator === '$elemMatch') return elemMatchRule(argument)
  throw requestFailed(`Unsupported projection option: ${path}: ${String(operator)}`)
}

function sliceRule(argument: unknown): FieldRule {
  const [first, count] = Array.isArray(argument) ? (argument as unknown[]) : [argument]
  if (!Number.isInteger(first) || (count !== undefined && !(Number.isInteger(count) && (count as number) > 0))) {
    throw requestFailed('$slice needs a whole number, or a skip and a count above zero')
  }
  const start = Number(first)
  return (value) => {
    if (!Array.isArray(value)) return value
    if (count === undefined) return start < 0 ? value.slice(start) : value.slice(0, start)
    const from = start < 0 ? Math.max(0, value.length + start) : start
    return value.slice(from, from + Number(count))
  }
}

function elemMatchRule(criteria: unknown): FieldRule {
  const query = compileQuery({ array: { $elemMatch: criteria } })
  return (value) => {
    if (!Array.isArray(value)) return undefined
    const element: unknown = value.find((each) => query.test({ array: [each] }))
    return element === undefined ? undefined : [element]
  }
}

/** `array.$`: the first element that the query's own condition on the array matches. */
function firstMatch(field: string): FieldRule {
  return (value, condition) => {
    if (!Array.isArray(value)) return value
    const tests = Object.entries(condition)
      .filter(([path]) => path === field || path.startsWith(`${field}.`))
      .map(([path, operand]) => compileQuery({ [`array${path.slice(field.length)}`]: operand }))
    if (tests.length === 0) throw requestFailed(`The positional projection '${field}.$' needs a condition on the array`)
    const element: unknown = value.find((each) => tests.every((query) => query.test({ array: [each] })))
    return element === undefined ? undefined : [element]
  }
}

function applyRules(doc: Doc, rules: Map<string, FieldRule>, condition: Doc): Doc {
  let result = doc
  for (const [path, rule] of rules) result = ruled(result, splitPath(path), rule, condition)
  return result
}

/** Copies along the path, because the rest is shared with the stored document. */
function ruled(doc: Doc, parts: readonly string[], rule: FieldRule, condition: Doc): Doc {
  const [key, ...rest] = parts as [string, ...string[]]
  if (doc[key] === undefined) return doc
  const inner = doc[key]
  const value = rest.length === 0 ? rule(inner, condition) : isDoc(inner) ? ruled(inner, rest, rule, condition) : inner
  const { [key]: _before, ...others } = doc
  return value === undefined ? others : { ...doc, [key]: value }
}
