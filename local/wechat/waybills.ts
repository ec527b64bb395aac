import { createHash } from 'node:crypto'
import { fail, textOf, type Api, type ApiMethod, type ApiReply } from './api'
import { carriers, type Carrier } from './carriers'
import type { Waybill } from './memory'
import { planPath } from './parcel-path'

type Body = Record<string, unknown>

/** The waybill assistant, `/cgi-bin/express/business/*`, as far as a shop with contracts uses it. */
export function createWaybillMethods(api: Api): Record<string, ApiMethod> {
  return {
    'delivery/getall': () => ({ count: carriers.length, data: carriers.map(describeCarrier) }),
    'account/getall': () => ({ count: accounts().length, list: accounts() }),
    'order/add': ({ body }) => addOrder(api, body),
    'order/get': ({ body }) => withWaybill(api, body, getOrder),
    'order/cancel': ({ body }) => withWaybill(api, body, (waybill) => cancelOrder(api, waybill)),
    'path/get': ({ body }) => withWaybill(api, body, (waybill) => getPath(api, waybill)),
  }
}

function describeCarrier({ id, name, services }: Carrier): Body {
  return {
    delivery_id: id,
    delivery_name: name,
    can_use_cash: 0,
    can_get_quota: 0,
    cash_biz_id: '',
    service_type: services,
  }
}

function accounts(): Body[] {
  return carriers.flatMap(({ id, bizId, services }) =>
    bizId === undefined
      ? []
      : [
          {
            biz_id: bizId,
            delivery_id: id,
            status_code: 0,
            alias: '',
            remark_wrong_msg: '',
            quota_num: 0,
            service_type: services,
          },
        ],
  )
}

async function addOrder(api: Api, body: Body): Promise<ApiReply> {
  const problem = findProblem(body)
  if (problem) return problem
  const orderId = String(body['order_id'])
  const known = api.memory.state().waybills.find((one) => one.orderId === orderId && !one.isCancelled)
  if (known) return known.deliveryId === body['delivery_id'] ? added(known) : carrierFailure('订单号重复')
  const waybill = makeWaybill(body, api)
  api.memory.state().waybills.push(waybill)
  await api.memory.save()
  return added(waybill)
}

function added(waybill: Waybill): ApiReply {
  const { orderId, waybillId } = waybill
  return { errcode: 0, errmsg: 'ok', order_id: orderId, waybill_id: waybillId, waybill_data: waybillData(waybill) }
}

/** The carrier's own word when it is the one to refuse. */
function carrierFailure(text: string): ApiReply {
  return { ...fail(9300501, 'delivery logic fail'), delivery_resultcode: 8, delivery_resultmsg: text }
}

function findProblem(body: Body): ApiReply | undefined {
  const orderId = textOf(body['order_id'])
  if (orderId === undefined || Buffer.byteLength(orderId) > 512) return fail(47001, 'data format error: order_id')
  if (body['add_source'] !== 0 && body['add_source'] !== 2) return fail(47001, 'data format error: add_source')
  if (body['add_source'] === 0 && textOf(body['openid']) === undefined) return fail(9300526, 'invalid openid')
  const carrier = carriers.find((one) => one.id === body['delivery_id'])
  if (!carrier) return fail(9300503, 'invalid delivery_id')
  if (carrier.bizId === undefined || carrier.bizId !== body['biz_id']) return fail(9300525, 'biz_id is not bound')
  if (carrier.id === 'SF' && typeof body['expect_time'] !== 'number') return carrierFailure('缺少预约取件时间')
  const { service_type } = partOf(body, 'service')
  if (!carrier.services.some((one) => one.service_type === service_type)) return fail(9300510, 'invalid service_type')
  const missing = findMissing(body)
  return missing === undefined ? undefined : fail(47001, `data format error: ${missing}`)
}

function findMissing(body: Body): string | undefined {
  for (const role of ['sender', 'receiver'] as const) {
    const party = partOf(body, role)
    const absent = ['name', 'province', 'city', 'area', 'address'].find((field) => textOf(party[field]) === undefined)
    if (absent !== undefined) return `${role}.${absent}`
    if (textOf(party['tel']) === undefined && textOf(party['mobile']) === undefined) return `${role}.mobile`
  }
  const cargo = partOf(body, 'cargo')
  const number = ['count', 'weight', 'space_x', 'space_y', 'space_z'].find((field) => typeof cargo[field] !== 'number')
  if (number !== undefined) return `cargo.${number}`
  if (!Array.isArray(cargo['detail_list']) || cargo['detail_list'].length === 0) return 'cargo.detail_list'
  return typeof partOf(body, 'insured')['use_insured'] === 'number' ? undefined : 'insured.use_insured'
}

function makeWaybill(body: Body, api: Api): Waybill {
  const [sender, receiver] = [partOf(body, 'sender'), partOf(body, 'receiver')]
  const count = api.memory.state().waybills.length
  const waybill = {
    waybillId: waybillNumber(
      carriers.find((one) => one.id === body['delivery_id']),
      `${String(body['order_id'])} ${count}`,
    ),
    orderId: String(body['order_id']),
    deliveryId: String(body['delivery_id']),
    bizId: String(body['biz_id']),
    openid: textOf(body['openid']) ?? '',
    goodsName: textOf(partOf(body, 'shop')['goods_name']) ?? '',
    isCancelled: false,
    receiver: {
      name: String(receiver['name']),
      phone: textOf(receiver['mobile']) ?? String(receiver['tel']),
      city: String(receiver['city']),
    },
    sender: { city: String(sender['city']) },
  }
  return { ...waybill, actions: planPath(waybill, api.now()) }
}

function waybillNumber(carrier: Carrier | undefined, seed: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 16)}`).toString()
  return `${carrier?.prefix ?? ''}${digits.padStart(13, '0').slice(-13)}`
}

function waybillData({ waybillId, receiver }: Waybill): Body[] {
  return [
    { key: 'waybill_id', value: waybillId },
    { key: 'DestCity', value: receiver.city },
  ]
}

/** Looks a waybill up by its order or its own number. */
function withWaybill(
  api: Api,
  body: Body,
  use: (waybill: Waybill) => Promise<ApiReply> | ApiReply,
): Promise<ApiReply> | ApiReply {
  const found = api.memory
    .state()
    .waybills.findLast(
      (one) =>
        one.orderId === body['order_id'] &&
        one.deliveryId === body['delivery_id'] &&
        (textOf(body['waybill_id']) === undefined || one.waybillId === body['waybill_id']),
    )
  return found ? use(found) : fail(9300522, 'order not exist')
}

function getOrder(waybill: Waybill): ApiReply {
  const { waybillId, orderId, deliveryId, openid, isCancelled } = waybill
  const html = `<p>${deliveryId} ${waybillId}</p>`
  return {
    errcode: 0,
    order_id: orderId,
    delivery_id: deliveryId,
    openid,
    waybill_id: waybillId,
    order_status: isCancelled ? 1 : 0,
    print_html: Buffer.from(html).toString('base64'),
    waybill_data: waybillData(waybill),
  }
}

async function cancelOrder({ memory, now }: Api, waybill: Waybill): Promise<ApiReply> {
  if (waybill.actions.some((action) => action.atMs <= now() && action.state !== 'planned')) {
    return fail(9300506, 'the waybill has a path and cannot be cancelled')
  }
  waybill.isCancelled = true
  waybill.actions = []
  await memory.save()
  return { errcode: 0, errmsg: 'ok' }
}

function getPath({ now }: Api, { actions, orderId, openid, deliveryId, waybillId }: Waybill): ApiReply {
  const past = actions.filter((action) => action.atMs <= now())
  const path_item_list = past.map(({ atMs, type, text }) => ({
    action_time: Math.floor(atMs / 1000),
    action_type: type,
    action_msg: text,
  }))
  return {
    errcode: 0,
    order_id: orderId,
    openid,
    delivery_id: deliveryId,
    waybill_id: waybillId,
    path_item_num: past.length,
    path_item_list,
  }
}

function partOf(body: Body, name: string): Body {
  const part = body[name]
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Body) : {}
}
