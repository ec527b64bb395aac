import * as z from 'zod'
import type { Ids } from '../ports/ids'
import type { Collection } from '../ports/store'
import { type Role, type StaffRole, staffRoleSchema } from '../shared/role'
import { idSchema } from '../shared/text'

export const personSchema = z.object({
  _id: idSchema,
  openid: z.string(),
  unionid: z.string().nullable(),
  /** The name that an invitation gave; customers carry theirs in the CRM. */
  name: z.string(),
  customerId: idSchema,
  /** Doubles `staffRoles`, so that an index finds the members among all people. */
  isStaff: z.boolean(),
  staffRoles: z.array(staffRoleSchema),
  joinedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  /** Invitations that were used up by this person: none counts twice. */
  inviteIds: z.array(idSchema),
  createdAt: z.date(),
  demo: z.boolean().optional(),
})

export type Person = z.infer<typeof personSchema>

/** Everyone who ever came, one document for each WeChat account; the id is derived from the openid. */
export const people: Collection<Person> = { name: 'people', schema: personSchema }

/** The staff roles that count now: none once revoked. */
export function activeStaffRoles(person: Person): readonly StaffRole[] {
  return person.isStaff && person.revokedAt === null ? person.staffRoles : []
}

/** What a person may act as; everyone is a customer too. */
export function rolesOf(person: Person): Role[] {
  return ['customer', ...activeStaffRoles(person)]
}

/** A fingerprint of an openid for session tokens: recognises the account without naming it. */
export function openidPrint(ids: Ids, openid: string): string {
  return ids.derive('openid', openid)
}

/** A person's id follows from the openid, so that two first visits at once make one person. */
export function personIdOf(ids: Ids, openid: string): string {
  return ids.derive('person', openid)
}
