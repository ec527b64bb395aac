import * as z from 'zod'
import { allow } from '../shared/action'
import { pageInput, pageOf } from '../shared/page'
import { ALL_STAFF, roleSchema, STAFF_ROLES, staffRoleSchema } from '../shared/role'
import { idSchema, lineSchema } from '../shared/text'

const secretSchema = z.string().regex(/^[a-z0-9]{20,80}$/)

export const personViewSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  /** What this person may act as; `role` of the session is one of them. */
  roles: z.array(roleSchema),
  customerId: idSchema.nullable(),
})

export const sessionSchema = z.strictObject({
  /** Goes into `Authorization: Bearer …`; ends at `expiresAt`. */
  session: z.string(),
  /** Single use: exchanged by `session.refresh` for the next pair. Null where WeChat itself signs in again. */
  refresh: z.string().nullable(),
  expiresAt: z.iso.datetime(),
  role: roleSchema,
  person: personViewSchema,
})

const openInput = z.strictObject({
  role: roleSchema.optional(),
  /** wx.login code, for a mini-program that calls over HTTP; inside wx.cloud WeChat vouches by itself. */
  code: z.string().min(1).max(128).optional(),
})
const refreshInput = z.strictObject({ refresh: secretSchema, role: roleSchema.optional() })
const nothing = z.strictObject({})

const everyone = ['customer', ...STAFF_ROLES] as const

/** Both doors open, renew and close sessions in the same way. */
const session = {
  open: allow(['guest'], { guessable: true }).input(openInput).output(sessionSchema),
  refresh: allow(['guest'], { guessable: true }).input(refreshInput).output(sessionSchema),
  close: allow(everyone).input(nothing).output(nothing),
}

const signInTicket = z.strictObject({ ticket: secretSchema })

export const customer = {
  session,
  me: {
    get: allow(everyone)
      .input(nothing)
      .output(z.strictObject({ role: roleSchema, person: personViewSchema })),
  },
  /** A browser shows a code; the person scans it in the mini-program and confirms there; the browser is signed in. */
  signIn: {
    start: allow(['guest'], { guessable: true })
      .input(z.strictObject({ role: roleSchema.default('customer'), device: lineSchema(60).default('browser') }))
      .output(
        z.strictObject({
          ticket: secretSchema,
          /** Stays in the browser that asked; whoever only sees the code cannot collect the session. */
          secret: secretSchema,
          qrText: z.string(),
          expiresAt: z.iso.datetime(),
        }),
      ),
    poll: allow(['guest'], { guessable: true })
      .input(z.strictObject({ ticket: secretSchema, secret: secretSchema }))
      .output(
        z.strictObject({ state: z.enum(['waiting', 'confirmed', 'expired']), session: sessionSchema.nullable() }),
      ),
    look: allow(everyone)
      .input(signInTicket)
      .output(z.strictObject({ device: z.string(), role: roleSchema, requestedAt: z.iso.datetime() })),
    confirm: allow(everyone).input(signInTicket).output(nothing),
  },
  staff: {
    /** Binds an invitation to the WeChat account that opened it; once. Whoever is staff already gains its roles. */
    join: allow(everyone, { guessable: true })
      .input(z.strictObject({ token: secretSchema }))
      .output(z.strictObject({ roles: z.array(staffRoleSchema), name: z.string() })),
  },
}

export const staffMemberSchema = z.strictObject({
  personId: idSchema,
  name: z.string(),
  roles: z.array(staffRoleSchema),
  joinedAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

export const staff = {
  session,
  me: {
    get: allow(ALL_STAFF)
      .input(nothing)
      .output(z.strictObject({ role: roleSchema, person: personViewSchema })),
  },
  staff: {
    list: allow(['owner', 'manager'])
      .input(z.strictObject({ ...pageInput }))
      .output(pageOf(staffMemberSchema)),
    invite: allow(['owner'])
      .input(z.strictObject({ name: lineSchema(30), roles: z.array(staffRoleSchema).min(1).max(6) }))
      .output(z.strictObject({ token: secretSchema, qrText: z.string(), expiresAt: z.iso.datetime() })),
    /** Takes effect with the very next call of that person. */
    revoke: allow(['owner'])
      .input(z.strictObject({ personId: idSchema }))
      .output(staffMemberSchema),
  },
}
