import type { WechatMemory } from './memory'

/** The shop's account at WeChat, as its console shows it. */
export interface WechatAccount {
  appId: string
  appSecret: string
  pushToken: string
  pushAesKey: string
}

export interface Api {
  account: WechatAccount
  memory: WechatMemory
  now(): number
}

export interface ApiCall {
  query: URLSearchParams
  body: Record<string, unknown>
}

/** Every answer is HTTP 200; success has no errcode or 0. */
export type ApiReply = Record<string, unknown>
export type ApiMethod = (call: ApiCall) => Promise<ApiReply> | ApiReply

/** WeChat's refusal. */
export function fail(errcode: number, errmsg: string): ApiReply {
  return { errcode, errmsg }
}

/** A string of a body, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
