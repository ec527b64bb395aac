import * as z from 'zod'
import type { Collection } from '../ports/store'
import { roleSchema } from '../shared/role'
import { idSchema } from '../shared/text'

export const TICKET_MINUTES = 3

export const signInSchema = z.object({
  /** Derived from the ticket: who reads the database cannot show the code. */
  _id: idSchema,
  secretHash: z.string(),
  role: roleSchema,
  device: z.string(),
  state: z.enum(['waiting', 'confirmed', 'collected']),
  personId: idSchema.nullable(),
  requestedAt: z.date(),
  expiresAt: z.date(),
  demo: z.boolean().optional(),
})

export type SignIn = z.infer<typeof signInSchema>

/** A browser's wish to be signed in, until it is confirmed on the phone and collected, or three minutes have passed. */
export const signIns: Collection<SignIn> = { name: 'signIns', schema: signInSchema }
