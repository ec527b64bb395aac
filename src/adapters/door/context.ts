import type { Actor, Context } from '../../ports/context'
import type { Clock } from '../../ports/clock'
import type { Tokens } from '../../ports/tokens'
import type { WechatIdentity } from '../../ports/wechat'
import type { DatabaseTransport } from '../cloudbase/connect'
import { openMaintenance } from '../cloudbase/maintenance'
import { openStore, type StoreStats } from '../cloudbase/store'
import { createFiles } from '../files'
import { ids } from '../ids'
import { readSettings } from '../settings'
import { createTokens } from '../tokens'
import { createWechat } from '../wechat'
import { toRecord } from './record'

export interface Caller {
  readonly actor: Actor
  readonly address: string
  readonly wechatIdentity?: WechatIdentity | undefined
}

export interface OpenedContext {
  readonly context: Context
  readonly stats: () => StoreStats
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/**
 * Everything a use case may reach for, for one invocation: the database as the invocation's platform offers it, and the
 * function's settings. Opening costs no call. Throws when a setting is missing.
 */
export function openContext(invocation: unknown, { actor, address, wechatIdentity }: Caller): OpenedContext {
  const settings = readSettings()
  const transport = transportOf(invocation)
  const store = openStore({ transport, demo: actor.demo })
  const wechatSettings = {
    appId: settings.WECHAT_APP_ID,
    appSecret: settings.WECHAT_APP_SECRET,
    apiBase: settings.WECHAT_API_BASE,
  }
  const context: Context = {
    actor,
    address,
    store,
    ids,
    clock: systemClock,
    tokens: openTokens(),
    wechat: createWechat(wechatSettings, store, systemClock),
    files: createFiles(),
    maintenance: openMaintenance(transport),
    settings: { demoOpenidPrefix: settings.DEMO_OPENID_PREFIX, ownerOpenid: settings.OWNER_OPENID },
    ...(wechatIdentity === undefined ? {} : { wechatIdentity }),
  }
  return { context, stats: store.stats }
}

let tokens: Tokens | undefined

/** One for each instance, so that a token verified once is remembered. */
export function openTokens(): Tokens {
  tokens ??= createTokens(readSettings().SESSION_KEY, systemClock)
  return tokens
}

/** The embedded cloud hands its database over with the invocation; the real one does not. */
function transportOf(invocation: unknown): DatabaseTransport | undefined {
  const { databaseTransport } = toRecord(invocation)
  return typeof toRecord(databaseTransport).send === 'function' ? (databaseTransport as DatabaseTransport) : undefined
}
