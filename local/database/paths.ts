import { isDoc, type Doc } from './values'

/** How a dotted path meets a document: MongoDB looks into arrays on the way, by position and through every element. */

export type Visit = (value: unknown) => boolean

const parsed = new Map<string, readonly string[]>()

/** The components of a dotted path. */
export function splitPath(path: string): readonly string[] {
  const known = parsed.get(path)
  if (known !== undefined) return known
  const parts = path.split('.')
  if (parsed.size < 4096) parsed.set(path, parts)
  return parts
}

export function isPosition(part: string): boolean {
  return /^(0|[1-9]\d*)$/.test(part)
}

/** A field of a document, never something inherited. */
export function fieldOf(doc: Doc, key: string): unknown {
  const value = doc[key]
  if (typeof value === 'function' || (key === '__proto__' && !Object.hasOwn(doc, key))) return undefined
  return value
}

/**
 * Calls `visit` with every value the path reaches (undefined where a field is missing) until it returns true.
 * An array at the end of the path is visited whole; expanding it is the caller's business.
 */
export function visitPath(root: unknown, parts: readonly string[], visit: Visit, at = 0): boolean {
  if (at === parts.length) return visit(root)
  const part = parts[at] as string
  if (Array.isArray(root)) return visitElements(root, parts, visit, at, part)
  return isDoc(root) ? visitPath(fieldOf(root, part), parts, visit, at + 1) : visit(undefined)
}

function visitElements(array: unknown[], parts: readonly string[], visit: Visit, at: number, part: string): boolean {
  if (isPosition(part)) {
    const element = array[Number(part)]
    if (element !== undefined && visitPath(element, parts, visit, at + 1)) return true
  }
  for (const element of array) {
    if (isDoc(element) && visitPath(element, parts, visit, at)) return true
  }
  return false
}

/** As `visitPath`, and an array at the end gives its elements and then itself, as `$eq` and `$gt` see it. */
export function visitValues(root: Doc, parts: readonly string[], visit: Visit): boolean {
  return visitPath(root, parts, (value) => {
    if (!Array.isArray(value)) return visit(value)
    for (const element of value) if (visit(element)) return true
    return visit(value)
  })
}

/** The value at a path without looking into arrays, as update commands see it. */
export function valueAt(root: unknown, parts: readonly string[]): unknown {
  let value: unknown = root
  for (const part of parts) {
    if (Array.isArray(value)) value = isPosition(part) ? value[Number(part)] : undefined
    else if (isDoc(value)) value = fieldOf(value, part)
    else return undefined
  }
  return value
}

/** A copy of the document with the field set; what it does not touch is shared. */
export function withField(doc: Doc, parts: readonly string[], value: unknown): Doc {
  const [key, ...rest] = parts as [string, ...string[]]
  if (rest.length === 0) return { ...doc, [key]: value }
  const inner = doc[key]
  return { ...doc, [key]: withField(isDoc(inner) ? inner : {}, rest, value) }
}
