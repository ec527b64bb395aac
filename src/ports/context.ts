import type { Role } from '../shared/role'
import type { Clock } from './clock'
import type { Files } from './files'
import type { Ids } from './ids'
import type { Maintenance } from './maintenance'
import type { Store } from './store'
import type { Tokens } from './tokens'
import type { Wechat, WechatIdentity } from './wechat'

/** Who is calling, as the door established it: never from the request's body. */
export interface Actor {
  readonly role: Role | 'guest' | 'system'
  readonly personId?: string
  readonly sessionId?: string
  readonly name?: string
  readonly customerId?: string
  readonly demo?: boolean
}

/** Settings a merchant may change per environment; checked once at start. */
export interface Settings {
  /** Openids with this beginning are the demo's people; empty outside the demo. */
  readonly demoOpenidPrefix: string
  /** The openid that becomes the owner when the shop has none. */
  readonly ownerOpenid: string
}

/** Everything a use case may reach for, and all that tests need to replace. */
export interface Context {
  readonly actor: Actor
  /** The WeChat identity of this invocation, when WeChat itself vouches for it. */
  readonly wechatIdentity?: WechatIdentity
  /** The caller's network address, for slowing down guesses. */
  readonly address: string
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly tokens: Tokens
  readonly wechat: Wechat
  readonly files: Files
  readonly maintenance: Maintenance
  readonly settings: Settings
}

/** Context once the door has checked that a customer is calling. */
export interface CustomerContext extends Context {
  readonly actor: Actor & { readonly personId: string; readonly customerId: string }
}
