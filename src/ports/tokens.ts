import type { Role } from '../shared/role'

/** What a session token says; signed, so it can be believed until it ends. */
export interface SessionClaims {
  readonly sessionId: string
  readonly personId: string
  readonly customerId?: string
  readonly role: Role
  /** A fingerprint of the openid it was given to; a token is no good in another WeChat account. */
  readonly openidPrint?: string
  /** Made for the demo shop: what it writes is marked and can be wiped (#145). */
  readonly demo?: boolean
}

export interface Tokens {
  sign(claims: SessionClaims, expiresAt: Date): Promise<string>
  /** Undefined for a forged, altered or expired token. */
  verify(token: string): Promise<SessionClaims | undefined>
}
