import * as mingo from 'mingo/operators/update'
import type { UpdateOperator } from 'mingo/types'
import { invalidOperator, requestFailed } from './errors'
import { queryOptions } from './language'
import { isPosition, splitPath } from './paths'
import { positionalPaths } from './positional'
import { runUpdatePipeline } from './update-pipeline'
import { translating } from './query'
import { sortRows, compileSort } from './sorting'
import { cloneValue, compareValues, equalValues, isDoc, type Doc } from './values'

/**
 * Update commands. mingo changes the values; before it does, the target is checked as MongoDB checks it, because mingo
 * silently does nothing (or pads with holes) where MongoDB refuses. $set, $min, $max, $push and $addToSet are ours.
 */

export interface UpdateContext {
  now: number
  /** The conditions of the query, which tell what the positional `$` means. */
  condition: Doc
  isInsert: boolean
}

/** A compiled update: gives the changed copy of a document. */
export type Update = (doc: Doc, context: UpdateContext) => Doc

/** Compiles update commands (or, in raw mode, a pipeline). Refuses unknown commands and conflicting paths. */
export function compileUpdate(data: unknown): Update {
  if (Array.isArray(data)) return (doc, context) => keepId(doc, runUpdatePipeline(data, cloneValue(doc), context.now))
  if (!isDoc(data)) throw requestFailed('the update must be an object')
  const commands = Object.entries(data)
  const stray = commands.find(([name]) => !name.startsWith('$'))
  if (commands.length === 0 || stray) throw requestFailed('the update operation document must contain atomic operators')
  for (const [name, fields] of commands) checkCommand(name, fields)
  checkConflicts(commands as [string, Doc][])
  return (doc, context) => {
    const changed = cloneValue(doc)
    for (const [name, fields] of commands) {
      if (name === '$setOnInsert' && !context.isInsert) continue
      applyCommand(name, fields as Doc, changed, context)
    }
    return keepId(doc, changed)
  }
}

/** A whole new content under the old `_id` (`set()`). */
export function replacement(data: unknown): Update {
  if (!isDoc(data)) throw requestFailed('the document must be an object')
  return (doc) => ({ _id: doc['_id'], ...cloneValue(data), ...(doc['_id'] === undefined ? {} : { _id: doc['_id'] }) })
}

function keepId(before: Doc, after: Doc): Doc {
  if ('_id' in before && !equalValues(before['_id'], after['_id'])) {
    throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
  }
  return after
}

function checkCommand(name: string, fields: unknown): void {
  if (!Object.hasOwn(COMMANDS, name)) throw invalidOperator(name)
  if (!isDoc(fields)) throw requestFailed(`Modifiers operate on fields but we found another type for ${name}`)
  for (const [path, operand] of Object.entries(fields)) {
    checkPath(path)
    COMMANDS[name]?.check?.(operand, path)
  }
}

function checkPath(path: string): void {
  const parts = splitPath(path)
  if (parts.some((part) => part === '' || part === '__proto__')) {
    throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`)
  }
  const dollar = parts.find((part, index) => part.startsWith('$') && (index === 0 || !/^\$(\[\])?$/.test(part)))
  if (dollar) throw requestFailed(`The dollar ($) prefixed field '${dollar}' in '${path}' is not allowed.`)
}

/** Two commands may not touch the same field, nor a field and something inside it. */
function checkConflicts(commands: [string, Doc][]): void {
  const paths = commands.flatMap(([name, fields]) =>
    name === '$rename' ? Object.entries(fields).flatMap(([from, to]) => [from, String(to)]) : Object.keys(fields),
  )
  const seen = new Set<string>()
  const inner = new Set<string>()
  for (const path of paths) {
    const parts = splitPath(path)
    const outer = parts.map((_, index) => parts.slice(0, index + 1).join('.'))
    if (inner.has(path) || outer.some((prefix) => seen.has(prefix))) {
      throw requestFailed(`Updating the path '${path}' would create a conflict at '${path}'`)
    }
    seen.add(path)
    for (const prefix of outer.slice(0, -1)) inner.add(prefix)
  }
}

function applyCommand(name: string, fields: Doc, doc: Doc, context: UpdateContext): void {
  const command = COMMANDS[name] as Command
  for (const [path, operand] of Object.entries(fields)) {
    for (const concrete of positionalPaths(path, doc, context.condition)) {
      const target = locate(doc, concrete, command.creates, name)
      if (target) command.apply(target, operand, doc, context)
    }
  }
}

/** Where a command writes: the container that holds the field, the key in it, and what is there now. */
interface Target {
  path: string
  holder: Doc | unknown[]
  key: string
  value: unknown
}

/** Finds the field, creating the way to it when the command creates fields. Refuses what MongoDB cannot create. */
function locate(doc: Doc, path: string, creates: boolean, command: string): Target | undefined {
  const parts = splitPath(path)
  let holder: Doc | unknown[] = doc
  for (const [index, key] of parts.entries()) {
    if (Array.isArray(holder) && !isPosition(key)) {
      if (!creates) return undefined
      throw requestFailed(
        `Cannot create field '${key}' in element {${parts.slice(0, index).join('.')}: array} (${command})`,
      )
    }
    const value: unknown = (holder as Doc)[key]
    if (index === parts.length - 1) return { path, holder, key, value }
    if (isDoc(value) || Array.isArray(value)) holder = value
    else if (!creates) return undefined
    else if (value === undefined) holder = makeRoom(holder, key, {})
    else throw requestFailed(`Cannot create field '${parts[index + 1]}' in element {${key}: ${JSON.stringify(value)}}`)
  }
  return undefined
}

const MAX_PADDING = 1_500_000

function makeRoom<T>(holder: Doc | unknown[], key: string, value: T): T {
  if (Array.isArray(holder)) {
    if (Number(key) > holder.length + MAX_PADDING)
      throw requestFailed(`can't backfill more than ${MAX_PADDING} elements`)
    while (holder.length < Number(key)) holder.push(null)
    holder[Number(key)] = value
  } else holder[key] = value
  return value
}

function write({ holder, key }: Target, value: unknown): void {
  makeRoom(holder, key, value)
}

interface Command {
  creates: boolean
  check?(operand: unknown, path: string): void
  apply(target: Target, operand: unknown, doc: Doc, context: UpdateContext): void
}

const mingoOptions = {
  ...queryOptions,
  idKey: '_id',
  context: queryOptions.context,
  local: { updateConfig: { cloneMode: 'deep' } },
}

/** Lets mingo change one field. The field is handed over by itself, so that dots and positions are settled already. */
function byMingo(operator: UpdateOperator): Command['apply'] {
  return (target, operand) => {
    const box: Doc = target.value === undefined ? {} : { field: target.value }
    translating(() => (operator as unknown as MingoOperator)({ field: operand }, [], mingoOptions)(box))
    if (box['field'] !== undefined) write(target, box['field'])
  }
}

type MingoOperator = (expression: Doc, arrayFilters: Doc[], options: object) => (doc: Doc) => unknown

function describe(doc: Doc): string {
  return `{_id: ${JSON.stringify(doc['_id'])}}`
}

function numeric(name: string): Command {
  const apply = byMingo(name === '$inc' ? mingo.$inc : mingo.$mul)
  return {
    creates: true,
    check(operand, path) {
      if (typeof operand !== 'number')
        throw requestFailed(
          `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
        )
    },
    apply(target, operand, doc, context) {
      if (target.value !== undefined && typeof target.value !== 'number') {
        throw requestFailed(
          `Cannot apply ${name} to a value of non-numeric type. ${describe(doc)} has the field '${target.path}' of another type`,
        )
      }
      apply(target, operand, doc, context)
    },
  }
}

function bounded(wins: (order: number) => boolean): Command {
  return {
    creates: true,
    apply(target, operand) {
      if (target.value === undefined || wins(compareValues(operand, target.value))) write(target, cloneValue(operand))
    },
  }
}

function onArray(name: string, creates: boolean, apply: Command['apply'], check?: Command['check']): Command {
  return {
    creates,
    ...(check ? { check } : {}),
    apply(target, operand, doc, context) {
      if (target.value === undefined && !creates) return
      if (target.value !== undefined && !Array.isArray(target.value)) {
        throw requestFailed(
          `${name}: the field '${target.path}' must be an array but is of another type in document ${describe(doc)}`,
        )
      }
      apply(target, operand, doc, context)
    },
  }
}

const set: Command = { creates: true, apply: (target, operand) => write(target, cloneValue(operand)) }

function unset({ holder, key, value }: Target): void {
  if (value === undefined) return
  // an element of an array leaves a null behind, so that the others keep their places
  if (Array.isArray(holder)) holder[Number(key)] = null
  else Reflect.deleteProperty(holder, key)
}

function rename(target: Target, operand: unknown, doc: Doc): void {
  if (Array.isArray(target.holder)) throw requestFailed(`The source field '${target.path}' of $rename lies in an array`)
  if (target.value === undefined) return
  const { value } = target
  unset(target)
  const to = locate(doc, String(operand), true, '$rename')
  if (to && Array.isArray(to.holder))
    throw requestFailed(`The destination field '${to.path}' of $rename lies in an array`)
  if (to) write(to, value)
}

function checkRename(operand: unknown, path: string): void {
  if (typeof operand !== 'string' || operand === path)
    throw requestFailed('The "to" field of $rename must be another field')
  checkPath(operand)
}

function currentDate(target: Target, operand: unknown, _doc: Doc, context: UpdateContext): void {
  if (operand !== true && !(isDoc(operand) && operand['$type'] === 'date'))
    throw requestFailed('$currentDate needs true or {$type: "date"}')
  write(target, new Date(context.now))
}

function eachOf(operand: unknown, name: string): unknown[] {
  if (!isDoc(operand) || !('$each' in operand)) return [operand]
  if (!Array.isArray(operand['$each'])) throw requestFailed(`The argument to $each in ${name} must be an array`)
  return operand['$each']
}

function addToSet(target: Target, operand: unknown): void {
  const array = (target.value ?? []) as unknown[]
  for (const value of eachOf(operand, '$addToSet')) {
    if (!array.some((other) => equalValues(other, value))) array.push(cloneValue(value))
  }
  write(target, array)
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$sort', '$slice'])

function checkPush(operand: unknown): void {
  if (!isDoc(operand) || !('$each' in operand)) return
  eachOf(operand, '$push')
  for (const [name, value] of Object.entries(operand)) {
    if (!PUSH_MODIFIERS.has(name)) throw requestFailed(`Unrecognized clause in $push: ${name}`)
    if ((name === '$position' || name === '$slice') && !Number.isInteger(value))
      throw requestFailed(`The value for ${name} must be an integer`)
    if (name === '$sort' && value !== 1 && value !== -1) compileSort(value)
  }
}

function push(target: Target, operand: unknown): void {
  const array = (target.value ?? []) as unknown[]
  const {
    $position: position,
    $sort: order,
    $slice: slice,
  } = isDoc(operand) && '$each' in operand ? operand : ({} as Doc)
  array.splice(position === undefined ? array.length : Number(position), 0, ...cloneValue(eachOf(operand, '$push')))
  const sorted = order === undefined ? array : sortElements(array, order)
  write(target, slice === undefined ? sorted : sliced(sorted, Number(slice)))
}

function sortElements(array: unknown[], order: unknown): unknown[] {
  if (order === 1 || order === -1) return array.sort((a, b) => compareValues(a, b) * order)
  return sortRows(array, compileSort(order), (element) => (isDoc(element) ? element : {}))
}

function sliced(array: unknown[], count: number): unknown[] {
  if (count === 0) return []
  return count < 0 ? array.slice(count) : array.slice(0, count)
}

const pull = byMingo(mingo.$pull)

function checkPop(operand: unknown): void {
  if (operand !== 1 && operand !== -1) throw requestFailed('$pop expects 1 or -1')
}

function checkList(operand: unknown): void {
  if (!Array.isArray(operand)) throw requestFailed('$pullAll requires an array argument')
}

function pullAll(target: Target, operand: unknown): void {
  const unwanted = operand as unknown[]
  write(
    target,
    (target.value as unknown[]).filter((value) => !unwanted.some((other) => equalValues(other, value))),
  )
}

function bit(target: Target, operand: unknown, doc: Doc, context: UpdateContext): void {
  if (target.value !== undefined && !Number.isInteger(target.value)) {
    throw requestFailed(
      `Cannot apply $bit to a value of non-integral type. ${describe(doc)} has the field '${target.path}' of another type`,
    )
  }
  byMingo(mingo.$bit)(target, operand, doc, context)
}

const COMMANDS: Record<string, Command> = {
  $set: set,
  $setOnInsert: set,
  $unset: { creates: false, apply: unset },
  $inc: numeric('$inc'),
  $mul: numeric('$mul'),
  $min: bounded((order) => order < 0),
  $max: bounded((order) => order > 0),
  $rename: { creates: false, check: checkRename, apply: rename },
  $currentDate: { creates: true, apply: currentDate },
  $bit: { creates: true, apply: bit },
  $push: onArray('$push', true, push, checkPush),
  $addToSet: onArray('$addToSet', true, addToSet),
  $pop: onArray('$pop', false, byMingo(mingo.$pop), checkPop),
  $pull: onArray('$pull', false, pull),
  $pullAll: onArray('$pullAll', false, pullAll, checkList),
}
