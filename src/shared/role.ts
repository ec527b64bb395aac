import * as z from 'zod'

/** One active role per session; a person may be entitled to several. */
export const STAFF_ROLES = ['sales', 'manager', 'warehouse', 'finance', 'service', 'owner'] as const
export const ROLES = ['customer', ...STAFF_ROLES] as const

export const staffRoleSchema = z.enum(STAFF_ROLES)
export const roleSchema = z.enum(ROLES)

export type StaffRole = z.infer<typeof staffRoleSchema>
export type Role = z.infer<typeof roleSchema>

/** Who may call an action: a role, or `guest` = anyone, signed in or not. */
export type Entitled = Role | 'guest'

export const ALL_STAFF: readonly StaffRole[] = STAFF_ROLES
