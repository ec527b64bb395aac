import * as z from 'zod'
import type { PathNews } from '../../shipment'
import { carrierOf } from './carriers'
import type { PushMessage } from './push-message'

const actionSchema = z.looseObject({
  ActionTime: z.coerce.number().int().positive(),
  ActionType: z.coerce.number().int(),
  ActionMsg: z.string().default(''),
})

const nameSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

const pathEventSchema = z.looseObject({
  DeliveryID: nameSchema,
  WayBillId: nameSchema,
  OrderId: nameSchema,
  // One action may come as itself and not as a list of one.
  Actions: z.union([z.array(actionSchema), actionSchema.transform((action) => [action])]).default([]),
})

/** The news in an `add_express_path` event; undefined when it is not of the known form. */
export function pathNewsOf(message: PushMessage): PathNews | undefined {
  const event = pathEventSchema.safeParse(message)
  if (!event.success) return undefined
  const { DeliveryID, WayBillId, OrderId, Actions } = event.data
  return {
    carrier: carrierOf(DeliveryID),
    waybillNumber: WayBillId,
    orderId: OrderId,
    events: Actions.map(({ ActionTime, ActionType, ActionMsg }) => ({
      at: new Date(ActionTime * 1000),
      code: ActionType,
      text: ActionMsg,
    })),
  }
}
