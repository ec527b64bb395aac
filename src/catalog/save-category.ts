import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'
import { categories, viewCategory, type Category } from './category'
import type { categorySchema, saveCategoryInput } from './contract'

/** Makes a category or replaces it; the same again changes nothing. */
export async function saveCategory(
  context: Context,
  { categoryId, ...typed }: z.output<typeof saveCategoryInput>,
): Promise<Result<z.output<typeof categorySchema>>> {
  const category: Category = { _id: categoryId, ...typed }
  await context.store.put(categories, category)
  return ok(viewCategory(category))
}
