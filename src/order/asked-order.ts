import type { Context } from '../ports/context'
import type { DeliveryAddress } from '../shared/address'
import { ok, refuse, type Result } from '../shared/result'
import { orderDrafts } from './draft'
import { ORDER_NO_ADDRESS, ORDER_NOTHING_ASKED } from './errors'
import { orderIdOf } from './order'

export interface PlaceOrder {
  readonly requestId: string
  readonly lines?: { itemId: string; quantity: number }[] | undefined
  readonly address?: DeliveryAddress | undefined
  readonly note: string
}

/** What is to be ordered, complete: as sent, or as the draft with the same request id keeps it. */
export interface AskedOrder {
  readonly orderId: string
  readonly customerId: string
  readonly lines: { itemId: string; quantity: number }[]
  readonly address: DeliveryAddress
  readonly note: string
}

/** The customer behind the call; the door lets nobody else in. */
export function customerOf(context: Context): string {
  const { customerId } = context.actor
  if (customerId === undefined) throw new Error('a customer action was reached without a customer')
  return customerId
}

/** Completes the request from its draft; refused when neither says what or where to. */
export async function completeAsked(context: Context, input: PlaceOrder): Promise<Result<AskedOrder>> {
  const customerId = customerOf(context)
  const orderId = orderIdOf(context.ids, customerId, input.requestId)
  const needsDraft = input.lines === undefined || input.address === undefined
  const draft = needsDraft ? await context.store.get(orderDrafts, orderId) : undefined
  const lines = input.lines ?? draft?.lines
  const address = input.address ?? draft?.address ?? undefined
  if (lines === undefined) return refuse(ORDER_NOTHING_ASKED, 'The order has no lines and there is no draft of it.')
  if (address === undefined) return refuse(ORDER_NO_ADDRESS, 'The order needs a delivery address.')
  return ok({ orderId, customerId, lines, address, note: input.note === '' ? (draft?.note ?? '') : input.note })
}
