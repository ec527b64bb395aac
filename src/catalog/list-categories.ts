import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, type Result } from '../shared/result'
import { categories, viewCategory } from './category'
import type { categorySchema } from './contract'

const MAX_CATEGORIES = 200

/** The shop's categories in their order; one trip. */
export async function listCategories(context: Context): Promise<Result<{ rows: z.output<typeof categorySchema>[] }>> {
  const rows = await context.store.list(categories, {
    where: {},
    sort: [
      ['sort', 'asc'],
      ['_id', 'asc'],
    ],
    limit: MAX_CATEGORIES,
  })
  return ok({ rows: rows.map(viewCategory) })
}
