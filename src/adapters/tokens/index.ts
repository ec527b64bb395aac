import { createSecretKey, type KeyObject } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import * as z from 'zod'
import type { Clock } from '../../ports/clock'
import type { SessionClaims, Tokens } from '../../ports/tokens'
import { roleSchema } from '../../shared/role'
import { idSchema } from '../../shared/text'
import { createMemory } from './memory'

const issuer = 'laidan'
const audience = 'laidan-doors'
const algorithm = 'HS256'

/** Verified tokens kept, so that a caller's next calls cost no HMAC: about 1 MB when full. */
const rememberedTokens = 2_000

const payloadSchema = z.object({
  sid: idSchema,
  sub: idSchema,
  role: roleSchema,
  exp: z.int(),
  cus: idSchema.optional(),
  opn: idSchema.optional(),
  demo: z.literal(true).optional(),
})

interface Verified {
  readonly claims: SessionClaims
  readonly expiresAtMs: number
}

/** Session tokens signed with HMAC-SHA256 under `key` (32 bytes or more); only this algorithm is ever accepted. */
export function createTokens(key: string, clock: Clock): Tokens {
  // A key object, so that the library imports it once and not for each token.
  const secret = createSecretKey(Buffer.from(key))
  const remembered = createMemory<Verified>(rememberedTokens)

  async function verify(token: string): Promise<SessionClaims | undefined> {
    const known = remembered.get(token)
    if (known !== undefined) return known.expiresAtMs > clock.now().getTime() ? known.claims : undefined
    const verified = await open(token)
    if (verified === undefined) return undefined
    remembered.set(token, verified)
    return verified.claims
  }

  async function open(token: string): Promise<Verified | undefined> {
    try {
      const options = { issuer, audience, algorithms: [algorithm], currentDate: clock.now(), clockTolerance: 0 }
      const { payload } = await jwtVerify(token, secret, options)
      const read = payloadSchema.safeParse(payload)
      return read.success ? { claims: toClaims(read.data), expiresAtMs: read.data.exp * 1000 } : undefined
    } catch {
      return undefined // Forged, altered, expired or no token at all: for the caller they are the same.
    }
  }

  return { verify, sign: (claims, expiresAt) => sign(claims, expiresAt, secret, clock.now()) }
}

function sign(claims: SessionClaims, expiresAt: Date, secret: KeyObject, now: Date): Promise<string> {
  return new SignJWT({
    sid: claims.sessionId,
    role: claims.role,
    ...(claims.customerId === undefined ? {} : { cus: claims.customerId }),
    ...(claims.openidPrint === undefined ? {} : { opn: claims.openidPrint }),
    ...(claims.demo === true ? { demo: true } : {}),
  })
    .setProtectedHeader({ alg: algorithm })
    .setSubject(claims.personId)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
    .sign(secret)
}

function toClaims(payload: z.output<typeof payloadSchema>): SessionClaims {
  return {
    sessionId: payload.sid,
    personId: payload.sub,
    role: payload.role,
    ...(payload.cus === undefined ? {} : { customerId: payload.cus }),
    ...(payload.opn === undefined ? {} : { openidPrint: payload.opn }),
    ...(payload.demo === undefined ? {} : { demo: true }),
  }
}
