import Taro from '@tarojs/taro'
import { refused, type RefusalBody, type Refused } from './refused'

/** The two doors of the shop: customers' and staff's. */
export type Door = 'customer' | 'staff'

export interface Asked {
  readonly path: string
  readonly input: unknown
  readonly session: string | undefined
}

export type Envelope =
  { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly error: RefusalBody }

const TIME_OUT_MS = 15_000

/** Where the shop answers over HTTP: in the browser its own address. */
export const shopUrl = process.env.TARO_ENV === 'h5' ? window.location.origin : (process.env.TARO_APP_SHOP_URL ?? '')

/** A mini-program that was built for a shop outside CloudBase calls it over HTTP. */
export const isCloudCall = process.env.TARO_ENV === 'weapp' && !process.env.TARO_APP_SHOP_URL

/** One call to a door; the envelope comes back as it is, a lost line throws `NET.OFFLINE` or `NET.TIMEOUT`. */
export async function send(door: Door, asked: Asked): Promise<Envelope> {
  return readEnvelope(await (isCloudCall ? callFunction(door, asked) : post(door, asked)))
}

async function callFunction(name: Door, { path, input, session }: Asked): Promise<unknown> {
  try {
    const data = session === undefined ? { path, input } : { path, input, session }
    return (await Taro.cloud.callFunction({ name, data })).result
  } catch (error) {
    throw toNetworkRefusal(error)
  }
}

async function post(door: Door, { path, input, session }: Asked): Promise<unknown> {
  const authorization = session === undefined ? {} : { Authorization: `Bearer ${session}` }
  return requestJson({
    url: `${shopUrl}/${door}`,
    method: 'POST',
    data: { path, input },
    header: { 'content-type': 'application/json', ...authorization },
  })
}

/** One HTTP request whose body is JSON; throws `NET.*` when nothing came back. */
export async function requestJson(options: Taro.request.Option): Promise<unknown> {
  try {
    return (await Taro.request({ timeout: TIME_OUT_MS, ...options })).data
  } catch (error) {
    throw toNetworkRefusal(error)
  }
}

function readEnvelope(answer: unknown): Envelope {
  const envelope = answer as Partial<{ ok: boolean; error: RefusalBody }> | null | undefined
  if (envelope?.ok === true) return envelope as Envelope
  if (envelope?.ok === false && typeof envelope.error?.code === 'string') return envelope as Envelope
  throw refused({ code: 'NET.UNREADABLE', message: 'the shop gave no readable answer' })
}

function toNetworkRefusal(error: unknown): Refused {
  const text = error instanceof Error ? error.message : String((error as { errMsg?: string } | null)?.errMsg ?? error)
  const code = /time.?out|504003/i.test(text) ? 'NET.TIMEOUT' : 'NET.OFFLINE'
  return refused({ code, message: text })
}
