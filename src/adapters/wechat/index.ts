import type { Clock } from '../../ports/clock'
import type { Store } from '../../ports/store'
import type { Wechat } from '../../ports/wechat'
import { refuse, type Result } from '../../shared/result'
import { createAccessToken } from './access-token'
import { WechatUnreachable, type WechatSettings } from './api'
import { openidOfCode } from './login'
import { createWaybill, waybillPath } from './waybill'

export type { WechatSettings } from './api'

/** WeChat's server APIs over HTTPS, the one way that works alike from push, timer, HTTP and tests. Nothing is sent until asked. */
export function createWechat(settings: WechatSettings, store: Store, clock: Clock): Wechat {
  const token = createAccessToken(settings, store, clock)
  return {
    openidOfCode: (code) => refusingWhenAway(() => openidOfCode(settings, code)),
    createWaybill: (order) => refusingWhenAway(() => createWaybill(settings, token, order)),
    waybillPath: (waybill) => refusingWhenAway(() => waybillPath(settings, token, waybill)),
  }
}

async function refusingWhenAway<T>(ask: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof WechatUnreachable)
      return refuse('WECHAT.UNREACHABLE', 'WeChat did not answer in time; asking again is safe.')
    throw error
  }
}
