import * as z from 'zod'
import type { OrderedWaybill, PostalParty, WaybillEvent, WaybillOrder } from '../../ports/wechat'
import { ok, refuse, type Result } from '../../shared/result'
import type { AccessToken } from './access-token'
import { requestWithToken, WechatError, type Reply, type WechatSettings } from './api'
import { deliveryIdOf } from './carriers'

const ROOT = '/cgi-bin/express/business'

const serviceSchema = z.looseObject({ service_type: z.int(), service_name: z.string() })
const accountSchema = z.looseObject({
  biz_id: z.string(),
  delivery_id: z.string(),
  status_code: z.int(),
  service_type: z.array(serviceSchema).optional(),
})
const accountsSchema = z.looseObject({ list: z.array(accountSchema).default([]) })
const orderedSchema = z.looseObject({ waybill_id: z.string().min(1), order_status: z.int().optional() })

type Account = z.infer<typeof accountSchema>

const BOUND = 0
const CANCELLED = 1
/** What WeChat calls its own passing trouble. */
const BUSY = new Set([-1, 45009, 45011])

/**
 * Orders a waybill with the merchant's account at the carrier. The order id is the key: when it was ordered before,
 * also by a request whose answer was lost, the number of then is given again.
 */
export async function createWaybill(
  settings: WechatSettings,
  token: AccessToken,
  order: WaybillOrder,
): Promise<Result<{ waybillNumber: string }>> {
  const ask = (api: string, body: unknown) => requestWithToken(settings.apiBase, `${ROOT}${api}`, token, body)

  const deliveryId = deliveryIdOf(order.carrier)
  const account = await findAccount(await ask('/account/getall', {}), deliveryId)
  if (account === undefined)
    return refuse('WECHAT.CARRIER_ACCOUNT_MISSING', 'The shop has no account with this carrier.', {
      carrier: order.carrier,
    })

  const added = await ask('/order/add', requestOf(settings, order, account))
  const fresh = orderedSchema.safeParse(added)
  if (fresh.success) return ok({ waybillNumber: fresh.data.waybill_id })

  // A repeat may be refused as a double: then the first order still stands, and can be asked for by its id.
  const earlier = orderedSchema.safeParse(
    await ask('/order/get', { order_id: order.orderId, openid: order.openid, delivery_id: deliveryId }),
  )
  if (earlier.success && earlier.data.order_status !== CANCELLED) return ok({ waybillNumber: earlier.data.waybill_id })
  return refusalOf(added)
}

const pathSchema = z.looseObject({
  path_item_list: z.array(z.looseObject({ action_time: z.int(), action_type: z.int(), action_msg: z.string() })),
})

/** Everything the carrier has reported of a waybill, straight from WeChat. Refuses one that WeChat does not know. */
export async function waybillPath(
  settings: WechatSettings,
  token: AccessToken,
  waybill: OrderedWaybill,
): Promise<Result<WaybillEvent[]>> {
  const reply = await requestWithToken(settings.apiBase, `${ROOT}/path/get`, token, {
    order_id: waybill.orderId,
    openid: waybill.openid,
    delivery_id: deliveryIdOf(waybill.carrier),
    waybill_id: waybill.waybillNumber,
  })
  const path = pathSchema.safeParse(reply)
  if (!path.success) return refuse('WECHAT.NO_WAYBILL', 'WeChat does not know this waybill.')
  return ok(
    path.data.path_item_list.map(({ action_time, action_type, action_msg }) => ({
      at: new Date(action_time * 1000),
      code: action_type,
      text: action_msg,
    })),
  )
}

function findAccount(reply: Reply, deliveryId: string): Account | undefined {
  if (reply.errcode !== undefined && reply.errcode !== 0) throw new WechatError('account/getall', reply)
  return accountsSchema
    .parse(reply)
    .list.find((account) => account.delivery_id === deliveryId && account.status_code === BOUND)
}

function refusalOf(reply: Reply): Result<never> {
  if (BUSY.has(reply.errcode ?? 0)) return refuse('WECHAT.BUSY', 'WeChat is busy; try again in a moment.')
  if (reply.errcode === 9300501)
    return refuse('WECHAT.CARRIER_REFUSED', 'The carrier did not take the order.', {
      reason: String(reply.delivery_resultmsg ?? reply.errmsg ?? '').slice(0, 100),
    })
  throw new WechatError('order/add', reply)
}

function requestOf(settings: WechatSettings, order: WaybillOrder, account: Account): Record<string, unknown> {
  const count = order.goods.reduce((sum, line) => sum + line.count, 0)
  const first = order.goods[0]?.name ?? ''
  return {
    // 2 = a customer who has no openid of ours: no logistics notice is sent to them.
    ...(order.openid === '' ? { add_source: 2, wx_appid: settings.appId } : { add_source: 0, openid: order.openid }),
    order_id: order.orderId,
    delivery_id: account.delivery_id,
    biz_id: account.biz_id,
    sender: partyOf(order.sender),
    receiver: partyOf(order.receiver),
    cargo: { count: 1, weight: 1, space_x: 0, space_y: 0, space_z: 0, detail_list: order.goods },
    shop: { wxa_path: '/pages/orders/index', img_url: '', goods_name: first, goods_count: count },
    insured: { use_insured: 0, insured_value: 0 },
    service: account.service_type?.[0] ?? { service_type: 0, service_name: '标准快递' },
    // SF demands it; 0 = the pick-up is agreed with the courier.
    expect_time: 0,
  }
}

function partyOf(party: PostalParty): Record<string, string> {
  return {
    name: party.name,
    mobile: party.phone,
    country: '中国',
    province: party.province,
    city: party.city,
    area: party.district,
    address: party.detail,
  }
}
