import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { WechatAccount } from './api'

export interface Pusher {
  /** True when the shop answered `success` to one of three tries. */
  push(message: Record<string, unknown>): Promise<boolean>
}

export interface PusherOptions {
  account: WechatAccount
  /** Where the shop told WeChat to push to. */
  url: string
  appName: string
  isSafeMode(): boolean
  now(): number
}

const tries = 3
const answerMs = 5000
const pauseMs = 200

/** Pushes as the mini-program message push does: JSON, signed, repeated until `success`, three times at most. */
export function createPusher(options: PusherOptions): Pusher {
  return {
    async push(message) {
      for (let n = 1; n <= tries; n += 1) {
        if (await pushOnce(options, message)) return true
        if (n < tries) await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
      return false
    },
  }
}

async function pushOnce(options: PusherOptions, message: Record<string, unknown>): Promise<boolean> {
  const { query, body } = options.isSafeMode() ? sealedRequest(options, message) : plainRequest(options, message)
  try {
    const answer = await fetch(`${options.url}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerMs),
    })
    return answer.ok && (await answer.text()).trim() === 'success'
  } catch {
    return false // Not reached or too late; the next try follows.
  }
}

interface SignedRequest {
  query: string
  body: Record<string, unknown>
}

function plainRequest({ account, now }: PusherOptions, message: Record<string, unknown>): SignedRequest {
  return { query: new URLSearchParams(signed(account.pushToken, now())).toString(), body: message }
}

function sealedRequest({ account, appName, now }: PusherOptions, message: Record<string, unknown>): SignedRequest {
  const sealed = encrypt(JSON.stringify(message), account)
  const base = signed(account.pushToken, now())
  const msg_signature = sha1(account.pushToken, base.timestamp, base.nonce, sealed)
  const query = new URLSearchParams({ ...base, encrypt_type: 'aes', msg_signature }).toString()
  return { query, body: { ToUserName: appName, Encrypt: sealed } }
}

function signed(token: string, nowMs: number): { signature: string; timestamp: string; nonce: string } {
  const timestamp = String(Math.floor(nowMs / 1000))
  const nonce = String(randomBytes(4).readUInt32BE())
  return { signature: sha1(token, timestamp, nonce), timestamp, nonce }
}

/** WeChat's signature: the strings in order of their bytes, joined, hashed. */
export function sha1(...parts: string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** 16 random bytes, the length, the message, the app id; padded to 32, AES-256-CBC with the key's head as IV. */
export function encrypt(message: string, { appId, pushAesKey }: WechatAccount, random = randomBytes(16)): string {
  const key = Buffer.from(`${pushAesKey}=`, 'base64')
  const text = Buffer.from(message)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(appId)])
  const pad = 32 - (plain.length % 32)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}
