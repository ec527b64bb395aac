import { sessionStore } from './session'
import { useStore } from './store'
import type { Person, Role } from './types'

export interface Who {
  /** Changes when another person or role acts, not when a session is renewed: what was asked for one is not shown to another. */
  readonly key: string
  readonly role: Role | 'guest'
  readonly person: Person | undefined
}

/** Who acts on this device now. */
export function useWho(): Who {
  const session = useStore(sessionStore)
  if (!session) return { key: 'guest', role: 'guest', person: undefined }
  return { key: `${session.person.id}:${session.role}`, role: session.role, person: session.person }
}
