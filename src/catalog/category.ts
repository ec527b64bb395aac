import * as z from 'zod'
import type { Collection } from '../ports/store'
import { idSchema } from '../shared/text'
import type { categorySchema } from './contract'

const categoryDocumentSchema = z.object({
  _id: idSchema,
  name: z.string(),
  nameEn: z.string(),
  sort: z.int(),
  demo: z.boolean().optional(),
})

export type Category = z.infer<typeof categoryDocumentSchema>

export const categories: Collection<Category> = { name: 'categories', schema: categoryDocumentSchema }

/** What everyone may see of a category. */
export function viewCategory({ _id, name, nameEn, sort }: Category): z.output<typeof categorySchema> {
  return { id: _id, name, nameEn, sort }
}
