import { sessionStore, type KeptSession } from '../../services/session'
import { useStore } from '../../services/store'
import type { Role } from '../../services/types'

export interface Staff {
  readonly name: string
  readonly role: Role
  readonly personId: string
  readonly roles: readonly Role[]
}

/** Whether a role works behind the counter. */
export function isStaffRole(role: Role): boolean {
  return role !== 'customer'
}

/** Who works here now; null for guests and for people who act as customers. */
export function useStaff(): Staff | null {
  return toStaff(useStore(sessionStore))
}

function toStaff(session: KeptSession | undefined): Staff | null {
  if (!session || !isStaffRole(session.role)) return null
  const { name, id, roles } = session.person
  return { name, role: session.role, personId: id, roles }
}
