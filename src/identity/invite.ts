import * as z from 'zod'
import type { Collection } from '../ports/store'
import { staffRoleSchema } from '../shared/role'
import { idSchema } from '../shared/text'

export const INVITE_HOURS = 48

export const inviteSchema = z.object({
  /** Derived from the token: who reads the database cannot join. */
  _id: idSchema,
  name: z.string(),
  roles: z.array(staffRoleSchema),
  createdBy: idSchema,
  createdAt: z.date(),
  expiresAt: z.date(),
  usedBy: idSchema.nullable(),
  demo: z.boolean().optional(),
})

export type Invite = z.infer<typeof inviteSchema>

/** Links by which a person becomes a member of the staff, each good for one. */
export const invites: Collection<Invite> = { name: 'invites', schema: inviteSchema }
