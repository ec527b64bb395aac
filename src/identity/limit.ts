import * as z from 'zod'
import type { Context } from '../ports/context'
import type { Collection } from '../ports/store'
import { ok, refuse, type Result } from '../shared/result'
import { idSchema } from '../shared/text'
import { IDENTITY } from './errors'

const counterSchema = z.object({ _id: idSchema, count: z.int(), expiresAt: z.date() })

/** Calls by one caller of one guessable action in one minute. */
export const limits: Collection<z.infer<typeof counterSchema>> = { name: 'limits', schema: counterSchema }

const windowMs = 60_000
const defaultPerMinute = 20

/** Where the usual pace is another: a browser that waits for its sign-in asks often, an invitation is opened once. */
const perMinute: ReadonlyMap<string, number> = new Map([
  ['session.open', 30],
  ['session.refresh', 60],
  ['signIn.start', 20],
  ['signIn.poll', 300],
  ['staff.join', 10],
])

/**
 * Counts this call of a guessable action and refuses it above the pace allowed (#106). Counted for the person where one
 * is known, and for the address: WeChat accounts come through shared mobile addresses, so for them the account alone.
 */
export async function slowDown(context: Context, path: string): Promise<Result<null>> {
  const nowMs = context.clock.now().getTime()
  const window = Math.floor(nowMs / windowMs)
  const keys = callerKeys(context).map((caller) => context.ids.derive('limit', caller, path, String(window)))
  const expiresAt = new Date((window + 2) * windowMs)
  const counts = await Promise.all(keys.map((key) => countCall(context, key, expiresAt)))
  const allowed = perMinute.get(path) ?? defaultPerMinute
  if (counts.every((count) => count <= allowed)) return ok(null)
  const retryAfterSeconds = Math.ceil(((window + 1) * windowMs - nowMs) / 1000)
  return refuse(IDENTITY.slowDown, 'Too many tries; wait a little.', { retryAfterSeconds })
}

function callerKeys({ actor, wechatIdentity, address }: Context): string[] {
  if (wechatIdentity !== undefined) return [`wechat ${wechatIdentity.openid}`]
  const byAddress = `address ${address}`
  return actor.personId === undefined ? [byAddress] : [`person ${actor.personId}`, byAddress]
}

async function countCall(context: Context, key: string, expiresAt: Date): Promise<number> {
  const counted = await increase(context, key)
  if (counted !== undefined) return counted
  if (await context.store.insert(limits, { _id: key, count: 1, expiresAt })) return 1
  // Somebody's first call of this minute was quicker than ours.
  return (await increase(context, key)) ?? 1
}

async function increase(context: Context, key: string): Promise<number | undefined> {
  return (await context.store.change(limits, key, {}, { inc: { count: 1 } }))?.count
}
