import * as z from 'zod'
import type { Collection } from '../ports/store'
import type { Ids } from '../ports/ids'
import { roleSchema } from '../shared/role'
import { idSchema } from '../shared/text'

/** A session token is believed for this long without a look at the database. */
export const SESSION_MINUTES = 15
/** A browser that comes back within this time need not scan again. */
export const REFRESH_DAYS = 30

export const sessionDocumentSchema = z.object({
  _id: idSchema,
  personId: idSchema,
  role: roleSchema,
  /** The hash of the part of the refresh token that never changes: whoever shows it has had a token of this session. */
  familyHash: z.string(),
  /** The hash of the part that is good now, and of the one that was good before it. */
  secretHash: z.string(),
  previousHash: z.string().nullable(),
  /** Mixed into the next secret, which therefore nobody can work out from the one before. */
  salt: z.string(),
  rotatedAt: z.date(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
  createdAt: z.date(),
  demo: z.boolean().optional(),
})

export type SessionDocument = z.infer<typeof sessionDocumentSchema>

/** Only sessions that can be renewed are kept: a browser's. In WeChat a person signs in again silently. */
export const sessions: Collection<SessionDocument> = { name: 'sessions', schema: sessionDocumentSchema }

/** The three parts of a refresh token, all of fixed length. */
export interface RefreshToken {
  readonly sessionId: string
  readonly family: string
  readonly secret: string
}

const idLength = 26
const familyLength = 16

/** Its parts in one text, as the browser keeps it. */
export function writeRefresh({ sessionId, family, secret }: RefreshToken): string {
  return sessionId + family + secret
}

/** The parts of a refresh token; what we did not make gives parts that fit no session. */
export function readRefresh(text: string): RefreshToken {
  return {
    sessionId: text.slice(0, idLength),
    family: text.slice(idLength, idLength + familyLength),
    secret: text.slice(idLength + familyLength),
  }
}

/** A new session's id and parts. */
export function drawRefresh(ids: Ids): RefreshToken {
  return { sessionId: ids.random(16), family: ids.random(10), secret: ids.random(16) }
}

/** The secret that follows: the same one for the same predecessor, so that a repeat after a lost answer gets it again. */
export function nextSecret(ids: Ids, session: SessionDocument, secret: string): string {
  return ids.derive('next refresh', session.salt, secret)
}

/** What is kept of a secret. */
export function hashSecret(ids: Ids, secret: string): string {
  return ids.derive('secret', secret)
}
