import { requestFailed } from './errors'
import { isPosition, splitPath, valueAt } from './paths'
import { compileQuery } from './query'
import { isDoc, type Doc } from './values'

/** The paths that `$` (the element the query found) and `$[]` (every element) stand for in one document. */
export function positionalPaths(path: string, doc: Doc, condition: Doc): string[] {
  if (!path.includes('$')) return [path]
  let paths: string[][] = [[]]
  for (const part of splitPath(path)) {
    if (part === '$[]') paths = paths.flatMap((before) => everyElement(doc, before))
    else if (part === '$') paths = paths.map((before) => [...before, String(matchedElement(doc, before, condition))])
    else paths = paths.map((before) => [...before, part])
  }
  return paths.map((parts) => parts.join('.'))
}

function arrayAt(doc: Doc, parts: string[]): unknown[] {
  const value = valueAt(doc, parts)
  if (!Array.isArray(value))
    throw requestFailed(`The path '${parts.join('.')}' must exist and be an array for a positional update`)
  return value
}

function everyElement(doc: Doc, before: string[]): string[][] {
  return arrayAt(doc, before).map((_, index) => [...before, String(index)])
}

const NOT_FOUND = 'The positional operator did not find the match needed from the query.'

/** The first element that satisfies a condition of the query on this array. */
function matchedElement(doc: Doc, before: string[], condition: Doc): number {
  const array = arrayAt(doc, before)
  const field = before.filter((part) => !isPosition(part)).join('.')
  const tests = elementTests(field, condition)
  const index = array.findIndex((element) => tests.some((test) => test(element)))
  if (tests.length === 0 || index < 0) throw requestFailed(NOT_FOUND)
  return index
}

/** MongoDB remembers the element of the condition it tested last; conditions on one array mostly agree. */
function elementTests(field: string, condition: Doc): ((element: unknown) => boolean)[] {
  const tests: ((element: unknown) => boolean)[] = []
  for (const [path, operand] of Object.entries(condition)) {
    if (path === '$and' || path === '$or') for (const part of operand as Doc[]) tests.push(...elementTests(field, part))
    else if (path === field) tests.push(testOf('element', onOneElement(operand)))
    else if (path.startsWith(`${field}.`)) tests.push(testOf(`element.${path.slice(field.length + 1)}`, operand))
  }
  return tests
}

/** The element stands alone in an array, so that `$elemMatch` and plain values both work on it. */
function testOf(path: string, operand: unknown): (element: unknown) => boolean {
  const query = compileQuery({ [path]: operand })
  return (element) => query.test({ element: [element] })
}

function onOneElement(operand: unknown): unknown {
  if (!isDoc(operand)) return operand
  const { $size: _size, ...rest } = operand
  return rest
}
