import type { Result } from '../shared/result'

export interface WechatIdentity {
  readonly openid: string
  readonly unionid?: string
}

export interface WaybillOrder {
  /** Ours, unique: asking again with the same id gives the same waybill. */
  readonly orderId: string
  readonly openid: string
  readonly carrier: string
  readonly sender: PostalParty
  readonly receiver: PostalParty
  readonly goods: readonly { readonly name: string; readonly count: number }[]
}

export interface PostalParty {
  readonly name: string
  readonly phone: string
  readonly province: string
  readonly city: string
  readonly district: string
  readonly detail: string
}

/** WeChat's server APIs, as far as the business uses them. */
export interface Wechat {
  /** Exchanges a login code (single use, 5 minutes) for the identity behind it. */
  openidOfCode(code: string): Promise<Result<WechatIdentity>>
  /** Orders a waybill from the carrier through the waybill assistant; safe to repeat. */
  createWaybill(order: WaybillOrder): Promise<Result<{ waybillNumber: string }>>
}
