import { createHash, randomBytes } from 'node:crypto'
import { fail, type Api, type ApiMethod } from './api'

const codeLifeMs = 300_000

/** What `wx.login` gives a phone: a code for this person, good once, for 5 minutes. */
export function issueCode({ memory, now }: Api, openid: string, unionid?: string): string {
  const code = `0${randomBytes(15).toString('hex')}`
  memory.state().codes[code] = {
    openid,
    issuedAtMs: now(),
    isUsed: false,
    ...(unionid === undefined ? {} : { unionid }),
  }
  return code
}

/** `jscode2session`: who is behind a code. */
export function createCodeToSession({ account, memory, now }: Api): ApiMethod {
  return async ({ query }) => {
    if (query.get('appid') !== account.appId) return fail(40013, 'invalid appid')
    if (query.get('secret') !== account.appSecret) return fail(40125, 'invalid appsecret')
    if (query.get('grant_type') !== 'authorization_code') return fail(40002, 'invalid grant_type')
    const { codes } = memory.state()
    const code = query.get('js_code') ?? ''
    const known = Object.hasOwn(codes, code) ? codes[code] : undefined
    if (!known || now() - known.issuedAtMs > codeLifeMs) return fail(40029, 'invalid code')
    if (known.isUsed) return fail(40163, 'code been used')
    known.isUsed = true
    await memory.save()
    const session_key = createHash('sha256')
      .update(`${account.appSecret} ${code}`)
      .digest()
      .subarray(0, 16)
      .toString('base64')
    return { openid: known.openid, session_key, ...(known.unionid === undefined ? {} : { unionid: known.unionid }) }
  }
}
