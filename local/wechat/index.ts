import * as z from 'zod'
import { refuseDev, type DevRoute } from '../dev/room'
import { readJson } from '../http/body'
import { refuseMethod, refuseUnknown, replyJson } from '../http/reply'
import type { Room } from '../http/server'
import type { LogSink } from '../log'
import type { Api, ApiMethod, WechatAccount } from './api'
import { createCodeToSession, issueCode } from './login'
import { openMemory, type Waybill } from './memory'
import { createSubscribeSend } from './messages'
import { startParcels } from './parcels'
import { createPusher } from './push'
import { createStableToken, withToken } from './tokens'
import { createWaybillMethods } from './waybills'

export interface WechatStandInOptions {
  account: WechatAccount
  /** Where its memory lies. */
  file: string
  /** The shop's address for pushes. */
  pushUrl: string
  now(): number
  log: LogSink
}

export interface WechatStandIn {
  room: Room
  devRoutes: Record<string, DevRoute>
  catchUp(): Promise<void>
  /** After its file was exchanged. */
  reload(): Promise<void>
  stop(): Promise<void>
}

/** The original id of the mini-program, the `ToUserName` of its pushes. */
const appName = 'gh_laidan000000'

/**
 * A stand-in for the parts of WeChat that a shop talks to, in a process of ours: tokens, login codes, subscribe
 * messages, the waybill assistant and its pushes. It shares no code with the product, so neither hides the other's fault.
 */
export function startWechat({ account, file, pushUrl, now, log }: WechatStandInOptions): WechatStandIn {
  const memory = openMemory(file)
  const api: Api = { account, memory, now }
  let isSafeMode = false
  const pusher = createPusher({ account, url: pushUrl, appName, isSafeMode: () => isSafeMode, now })
  const parcels = startParcels(api, pusher, appName, log)
  const setSafeMode = (value: boolean) => (isSafeMode = value)
  return {
    room: createRoom(createMethods(api)),
    devRoutes: {
      ...createParcelRoutes(api, parcels),
      ...createPersonRoutes(api),
      ...createPushRoutes(pusher, setSafeMode),
    },
    catchUp: parcels.catchUp,
    reload: memory.reload,
    stop: parcels.stop,
  }
}

function createMethods(api: Api): Record<string, ApiMethod> {
  const business = Object.entries(createWaybillMethods(api)).map(([name, method]): [string, ApiMethod] => [
    `cgi-bin/express/business/${name}`,
    withToken(api, method),
  ])
  return {
    'cgi-bin/stable_token': createStableToken(api),
    'sns/jscode2session': createCodeToSession(api),
    'cgi-bin/message/subscribe/send': withToken(api, createSubscribeSend(api)),
    ...Object.fromEntries(business),
  }
}

const readable = new Set([
  'sns/jscode2session',
  'cgi-bin/express/business/delivery/getall',
  'cgi-bin/express/business/account/getall',
])

function createRoom(methods: Record<string, ApiMethod>): Room {
  return async (request, response, { rest, search }) => {
    const method = Object.hasOwn(methods, rest) ? methods[rest] : undefined
    if (!method) return refuseUnknown(response)
    const isRead = request.method === 'GET' && readable.has(rest)
    if (!isRead && request.method !== 'POST') return refuseMethod(response, 'POST')
    const body = isRead ? {} : await readJson(request, response)
    if (body) replyJson(response, 200, await method({ query: new URLSearchParams(search), body }))
  }
}

const parcelSchema = z.strictObject({
  waybill: z.string().min(1),
  step: z.enum(['next', 'all', 'signed']).default('next'),
})

function createParcelRoutes({ memory, now }: Api, parcels: ReturnType<typeof startParcels>): Record<string, DevRoute> {
  const list = () => memory.state().waybills.map((waybill) => describeParcel(waybill, now()))
  return {
    'GET parcel': () => list(),
    'POST parcel': async (input) => {
      const { waybill, step } = parcelSchema.parse(input)
      const isKnown = await parcels.move(waybill, step === 'next' ? 'next' : 'signed')
      if (!isKnown)
        return refuseDev(404, 'DEV.UNKNOWN_PARCEL', 'No parcel has this waybill number; see GET /dev/parcel.')
      return list().find((one) => one.waybill === waybill)
    },
  }
}

function describeParcel(
  { waybillId, orderId, deliveryId, goodsName, receiver, actions, isCancelled }: Waybill,
  nowMs: number,
) {
  const past = actions.filter((action) => action.state !== 'planned' || action.atMs <= nowMs)
  return {
    waybill: waybillId,
    orderId,
    carrier: deliveryId,
    goods: goodsName,
    city: receiver.city,
    isCancelled,
    isSigned: actions.length > 0 && past.length === actions.length,
    happened: past.map(({ atMs, text, state }) => ({ at: new Date(atMs).toISOString(), text, state })),
    next: actions[past.length]?.text ?? null,
  }
}

const personSchema = z.object({ openid: z.string().min(1), unionid: z.string().optional() })
const templateSchema = z.strictObject({ id: z.string().min(1), keys: z.array(z.string().min(1)).min(1) })
const permitSchema = z.strictObject({
  openid: z.string().min(1),
  template: z.string().min(1),
  count: z.number().int().default(1),
})

function createPersonRoutes(api: Api): Record<string, DevRoute> {
  const state = () => api.memory.state()
  return {
    'POST wechat/login': (input) => {
      const { openid, unionid } = personSchema.parse(input)
      return { code: issueCode(api, openid, unionid) }
    },
    'POST wechat/template': (input) => {
      const { id, keys } = templateSchema.parse(input)
      state().templates[id] = keys
      return { ok: true }
    },
    'POST wechat/permit': (input) => {
      const { openid, template, count } = permitSchema.parse(input)
      const key = `${openid} ${template}`
      state().permits[key] = Math.max(0, (state().permits[key] ?? 0) + count)
      return { left: state().permits[key] }
    },
    'GET wechat/messages': () => state().messages,
  }
}

function createPushRoutes(
  pusher: ReturnType<typeof createPusher>,
  setSafeMode: (value: boolean) => void,
): Record<string, DevRoute> {
  return {
    'POST wechat/safe-mode': (input) => {
      const { on } = z.strictObject({ on: z.boolean() }).parse(input)
      setSafeMode(on)
      return { on }
    },
    /** Any push, signed as WeChat signs it. */
    'POST wechat/push': async (input) => ({ isTaken: await pusher.push({ ToUserName: appName, ...input }) }),
  }
}
