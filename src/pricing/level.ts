import * as z from 'zod'
import type { Collection } from '../ports/store'
import { basisPointsSchema } from '../shared/money'
import { idSchema } from '../shared/text'

export const levelDocumentSchema = z.object({
  _id: idSchema,
  name: z.string(),
  discountBasisPoints: basisPointsSchema,
  isDefault: z.boolean(),
})

export type Level = z.infer<typeof levelDocumentSchema>

export const levels: Collection<Level> = { name: 'levels', schema: levelDocumentSchema }

/** A shop has few levels; a list longer than this is a mistake. */
export const MAX_LEVELS = 50
