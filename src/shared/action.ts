import { oc } from '@orpc/contract'
import type { Entitled } from './role'

/**
 * What the door must know of an action besides its shapes: who may call it, and whether it can be guessed at
 * (then callers and addresses are slowed).
 */
export interface ActionMeta extends Record<string, unknown> {
  readonly roles: readonly Entitled[]
  readonly guessable?: boolean
}

const base = oc.$meta<ActionMeta>({ roles: [] })

/** Starts the one definition of an action: who may call it; input and output schemas follow. Nobody may unless named. */
export function allow(roles: readonly Entitled[], more: { guessable?: boolean } = {}) {
  return base.meta({ roles, ...more })
}
