import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'
import type { levelSchema } from './contract'
import { type Level, levels, MAX_LEVELS } from './level'

type LevelView = z.output<typeof levelSchema>
interface SaveLevel {
  readonly levelId: string
  readonly name: string
  readonly discountBasisPoints: number
  readonly isDefault: boolean
}

/** Adds a level or replaces it; a new default takes the mark from the others. Prices follow at once. */
export async function saveLevel(context: Context, input: SaveLevel): Promise<Result<LevelView>> {
  const level: Level = {
    _id: input.levelId,
    name: input.name,
    discountBasisPoints: input.discountBasisPoints,
    isDefault: input.isDefault,
  }
  await context.store.put(levels, level)
  if (level.isDefault) await takeMarkFromOthers(context, level._id)
  return ok(viewLevel(level))
}

async function takeMarkFromOthers(context: Context, defaultId: string): Promise<void> {
  const all = await context.store.list(levels, { where: {}, limit: MAX_LEVELS })
  const marked = all.filter((level) => level.isDefault && level._id !== defaultId)
  await Promise.all(marked.map((level) => context.store.change(levels, level._id, {}, { set: { isDefault: false } })))
}

/** The shop's levels, the smallest discount first. */
export async function listLevels(context: Context): Promise<Result<{ rows: LevelView[] }>> {
  const all = await context.store.list(levels, { where: {}, limit: MAX_LEVELS })
  const rows = all
    .map(viewLevel)
    .sort((a, b) => a.discountBasisPoints - b.discountBasisPoints || (a.id < b.id ? -1 : 1))
  return ok({ rows })
}

/** The level that new customers get; undefined while the owner has set none. */
export async function findDefaultLevel(context: Context): Promise<Level | undefined> {
  const all = await context.store.list(levels, { where: {}, limit: MAX_LEVELS })
  return all.find((level) => level.isDefault)
}

function viewLevel(level: Level): LevelView {
  const { _id, name, discountBasisPoints, isDefault } = level
  return { id: _id, name, discountBasisPoints, isDefault }
}
