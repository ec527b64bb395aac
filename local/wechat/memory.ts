import { existsSync, readFileSync } from 'node:fs'
import { writeFileDurably } from '../durable-file'

/** What WeChat remembers of the shop; it is another company's system, so it survives a crash of ours. */
export interface WechatState {
  tokens: { token: string; issuedAtMs: number; endsAtMs: number; isStable: boolean }[]
  forcedAtMs: number[]
  codes: Record<string, { openid: string; unionid?: string; issuedAtMs: number; isUsed: boolean }>
  templates: Record<string, string[]>
  /** By `openid template`, how many messages the person still allows. */
  permits: Record<string, number>
  messages: { sentAt: string; message: Record<string, unknown> }[]
  waybills: Waybill[]
}

export interface Waybill {
  waybillId: string
  orderId: string
  deliveryId: string
  bizId: string
  openid: string
  goodsName: string
  isCancelled: boolean
  receiver: { name: string; phone: string; city: string }
  sender: { city: string }
  actions: ParcelAction[]
}

export interface ParcelAction {
  atMs: number
  type: number
  text: string
  state: 'planned' | 'pushed' | 'lost'
}

export interface WechatMemory {
  state(): WechatState
  /** On the disk when it resolves; saves asked for meanwhile share one write. */
  save(): Promise<void>
  /** Takes up the file as somebody else has put it there. */
  reload(): Promise<void>
}

const freshState = (): WechatState => ({
  tokens: [],
  forcedAtMs: [],
  codes: {},
  templates: {},
  permits: {},
  messages: [],
  waybills: [],
})

/** Opens the stand-in's memory; absent parts begin empty. */
export function openMemory(file: string): WechatMemory {
  const read = (): WechatState => ({
    ...freshState(),
    ...(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {}),
  })
  let state = read()
  let writing: Promise<void> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return {
    state: () => state,
    save() {
      waiting ??= writing
        .catch(() => undefined)
        .then(() => {
          waiting = undefined
          return (writing = writeFileDurably(file, JSON.stringify(state)))
        })
      return waiting
    },
    async reload() {
      await writing.catch(() => undefined)
      state = read()
    },
  }
}
