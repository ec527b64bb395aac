import * as z from 'zod'
import { refuse, ok, type Result } from '../../shared/result'
import { isSigned, open } from './push-crypto'

export interface PushSettings {
  readonly appId: string
  /** Empty = pushes are not set up, and none is believed. */
  readonly pushToken: string
  readonly pushAesKey: string
}

export type PushQuery = Readonly<Record<string, string>>

const sealedSchema = z.looseObject({ Encrypt: z.string().min(1) })

export const pushMessageSchema = z.looseObject({
  MsgType: z.string(),
  Event: z.string().default(''),
  FromUserName: z.string().default(''),
})
export type PushMessage = z.infer<typeof pushMessageSchema>

const FORGED = ['PUSH.FORGED', 'The signature does not fit.'] as const

/** The check that WeChat makes when the address is set up: the text to send back. */
export function answerAddressCheck(query: PushQuery, settings: PushSettings): Result<string> {
  const { signature = '', timestamp = '', nonce = '', echostr = '' } = query
  return settings.pushToken !== '' && isSigned(signature, settings.pushToken, timestamp, nonce)
    ? ok(echostr)
    : refuse(...FORGED)
}

/**
 * The message of a push, once its signature fits: in safe mode over the encrypted text, which must be meant for our app;
 * in plain mode over time and nonce. Only JSON: XML is a setting of the mini-program's console.
 */
export function readPush(query: PushQuery, body: string, settings: PushSettings): Result<PushMessage> {
  const parsed = parseJson(body)
  if (settings.pushToken === '') return refuse(...FORGED)
  const sealed = sealedSchema.safeParse(parsed)
  const text = sealed.success ? unseal(query, sealed.data.Encrypt, settings) : openPlain(query, parsed, settings)
  if (text === undefined) return refuse(...FORGED)
  const message = pushMessageSchema.safeParse(text)
  return message.success ? ok(message.data) : refuse('PUSH.BAD_MESSAGE', 'Not a JSON message.')
}

function unseal(query: PushQuery, encrypted: string, { pushToken, pushAesKey, appId }: PushSettings): unknown {
  const { msg_signature = '', timestamp = '', nonce = '' } = query
  if (!isSigned(msg_signature, pushToken, timestamp, nonce, encrypted)) return undefined
  const message = open(encrypted, pushAesKey, appId)
  return message === undefined ? undefined : (parseJson(message) ?? null)
}

function openPlain(query: PushQuery, parsed: unknown, { pushToken }: PushSettings): unknown {
  const { signature = '', timestamp = '', nonce = '' } = query
  return isSigned(signature, pushToken, timestamp, nonce) ? (parsed ?? null) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
