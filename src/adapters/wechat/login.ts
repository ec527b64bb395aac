import * as z from 'zod'
import type { WechatIdentity } from '../../ports/wechat'
import { ok, refuse, type Result } from '../../shared/result'
import { addressOf, request, WechatError, type WechatSettings } from './api'

const sessionSchema = z.looseObject({ openid: z.string().min(1), unionid: z.string().min(1).optional() })

const REFUSED: Readonly<Record<number, readonly [code: string, message: string]>> = {
  40029: ['WECHAT.BAD_CODE', 'WeChat does not know this login code.'],
  40163: ['WECHAT.USED_CODE', 'This login code was used before.'],
  40226: ['WECHAT.BLOCKED_USER', 'WeChat has blocked this user for risk.'],
  45011: ['WECHAT.BUSY', 'WeChat asks to slow down; try again in a minute.'],
  [-1]: ['WECHAT.BUSY', 'WeChat is busy; try again in a moment.'],
}

/** Exchanges a login code for the identity behind it. The session key is thrown away: nothing here needs it. */
export async function openidOfCode(settings: WechatSettings, code: string): Promise<Result<WechatIdentity>> {
  const reply = await request(
    addressOf(settings.apiBase, '/sns/jscode2session', {
      appid: settings.appId,
      secret: settings.appSecret,
      js_code: code,
      grant_type: 'authorization_code',
    }),
  )
  const refused = REFUSED[reply.errcode ?? 0]
  if (refused !== undefined) return refuse(...refused)
  const session = sessionSchema.safeParse(reply)
  if (!session.success) throw new WechatError('jscode2session', reply)
  const { openid, unionid } = session.data
  return ok(unionid === undefined ? { openid } : { openid, unionid })
}
