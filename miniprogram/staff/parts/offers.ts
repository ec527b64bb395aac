import type { Role } from '../../services/types'

export const QUEUES = ['review', 'toShip', 'expected', 'shipped', 'all'] as const
export type Queue = (typeof QUEUES)[number]

/** The queues in the order in which a role works through them; the first is where its day starts. */
const QUEUES_OF: Partial<Record<Role, readonly Queue[]>> = {
  warehouse: ['toShip', 'shipped', 'all'],
  finance: ['expected', 'shipped', 'all'],
  service: ['all', 'review', 'toShip', 'shipped'],
}

/** Which queues the workbench shows to a role, its own work first. */
export function queuesOf(role: Role): readonly Queue[] {
  return QUEUES_OF[role] ?? QUEUES
}

export interface Offers {
  readonly claim: boolean
  readonly createCustomer: boolean
  readonly setLevel: boolean
  readonly receive: boolean
  readonly prove: boolean
  readonly seeTeam: boolean
  readonly manageTeam: boolean
}

/** What the screens offer to a role, so that nobody is shown a button that always refuses. The doors decide. */
export function offersOf(role: Role): Offers {
  const isOneOf = (...roles: Role[]) => roles.includes(role)
  return {
    claim: isOneOf('sales', 'manager', 'owner'),
    createCustomer: isOneOf('sales', 'manager', 'owner'),
    setLevel: isOneOf('manager', 'owner'),
    receive: isOneOf('warehouse', 'manager', 'owner'),
    prove: isOneOf('warehouse', 'manager', 'owner'),
    seeTeam: isOneOf('manager', 'owner'),
    manageTeam: isOneOf('owner'),
  }
}
