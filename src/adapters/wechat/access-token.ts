import * as z from 'zod'
import type { Clock } from '../../ports/clock'
import type { Collection, Store } from '../../ports/store'
import { addressOf, request, WechatError, type WechatSettings } from './api'

export interface AccessToken {
  /** A token that was good when last heard of. */
  get(): Promise<string>
  /** Another token than `stale`, which WeChat did not take. */
  renew(stale: string): Promise<string>
}

const tokenSchema = z.object({ _id: z.string(), token: z.string(), expiresAt: z.date() })
type TokenDocument = z.infer<typeof tokenSchema>

const wechatTokens: Collection<TokenDocument> = { name: 'wechatTokens', schema: tokenSchema }

const grantSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.int().positive() })

/** A token is not used in its last minute, so that it does not end on the way. */
const SPARE_MS = 60_000

/** The newest token of each app in this instance of the function. */
const memo = new Map<string, TokenDocument>()

/**
 * The app's access token (`stable_token`), shared by all instances through one document and remembered in each. Asking
 * side by side is harmless: WeChat answers everyone with the same token while it is good.
 */
export function createAccessToken(settings: WechatSettings, store: Store, clock: Clock): AccessToken {
  const id = `access-${settings.appId}`
  const isGood = (known: TokenDocument | undefined): known is TokenDocument =>
    known !== undefined && known.expiresAt.getTime() - SPARE_MS > clock.now().getTime()

  async function fetchToken(isForced: boolean): Promise<string> {
    const reply = await request(addressOf(settings.apiBase, '/cgi-bin/stable_token'), {
      grant_type: 'client_credential',
      appid: settings.appId,
      secret: settings.appSecret,
      force_refresh: isForced,
    })
    const grant = grantSchema.safeParse(reply)
    if (!grant.success) throw new WechatError('stable_token', reply)
    const expiresAt = new Date(clock.now().getTime() + grant.data.expires_in * 1000)
    const known = { _id: id, token: grant.data.access_token, expiresAt }
    memo.set(id, known)
    await store.put(wechatTokens, known)
    return known.token
  }

  return {
    async get() {
      const known = memo.get(id)
      if (isGood(known)) return known.token
      const shared = await store.get(wechatTokens, id)
      if (!isGood(shared)) return fetchToken(false)
      memo.set(id, shared)
      return shared.token
    },
    async renew(stale) {
      memo.delete(id)
      const shared = await store.get(wechatTokens, id)
      if (isGood(shared) && shared.token !== stale) return shared.token
      const current = await fetchToken(false)
      // Forcing is rationed (20 a day), so it is the last resort.
      return current === stale ? fetchToken(true) : current
    },
  }
}
