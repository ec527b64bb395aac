import type { ClientLink } from '@orpc/client'
import { isSignInNeeded, refused } from './refused'
import { canOpenSilently, renewSession, sessionStore } from './session'
import { createStore } from './store'
import { send, type Door, type Envelope } from './transport'

let openGate: () => void = () => undefined
const started = new Promise<void>((resolve) => {
  openGate = resolve
})

/** Whether it is known who acts. Pages ask nothing before, so that nothing is asked twice, as a guest and as the person. */
export const startedStore = createStore(false)

/** Lets the calls through: the app knows by now who is acting. */
export function openCalls(): void {
  startedStore.write(true)
  openGate()
}

/**
 * Carries typed calls to one door. An ended session is renewed once and the call repeated once; if nobody can be signed in, the call
 * is repeated as a guest, so that the catalogue stays usable. Everything but an answer is thrown as `Refused`.
 */
export function createDoorLink(door: Door): ClientLink<Record<never, never>> {
  return {
    call: async (path, input) => {
      await started
      const answer = await callSignedIn(door, path.join('.'), input ?? {})
      if (answer.ok) return answer.output
      throw refused(answer.error)
    },
  }
}

async function callSignedIn(door: Door, path: string, input: unknown): Promise<Envelope> {
  const before = sessionStore.read()?.session
  if (before === undefined && canOpenSilently()) await renewSession(undefined)
  const session = sessionStore.read()?.session
  const answer = await send(door, { path, input, session })
  if (answer.ok || !isSignInNeeded(refused(answer.error))) return answer
  const isRenewed = await renewSession(session)
  if (!isRenewed && session === undefined) return answer
  return send(door, { path, input, session: sessionStore.read()?.session })
}
