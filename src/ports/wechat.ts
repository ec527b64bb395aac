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

/** A waybill that was ordered through the waybill assistant, as WeChat wants it named. */
export interface OrderedWaybill {
  readonly orderId: string
  readonly openid: string
  readonly carrier: string
  readonly waybillNumber: string
}

/** One thing that a carrier reported, with WeChat's code for what it is. */
export interface WaybillEvent {
  readonly at: Date
  readonly code: number
  readonly text: string
}

/** WeChat's server APIs, as far as the business uses them. */
export interface Wechat {
  /** Exchanges a login code (single use, 5 minutes) for the identity behind it. */
  openidOfCode(code: string): Promise<Result<WechatIdentity>>
  /** Orders a waybill from the carrier through the waybill assistant; safe to repeat. */
  createWaybill(order: WaybillOrder): Promise<Result<{ waybillNumber: string }>>
  /** Everything the carrier has reported of a waybill so far. */
  waybillPath(waybill: OrderedWaybill): Promise<Result<WaybillEvent[]>>
}
