import type { Context } from '../../ports/context'
import { askForPath, followPath } from '../../shipment'
import { pathNewsOf } from './path-event'
import type { PushMessage } from './push-message'

/** What became of a push, for the log. */
export type PushOutcome = 'ok' | 'PUSH.UNKNOWN_EVENT' | 'PUSH.UNKNOWN_WAYBILL' | 'PUSH.BAD_MESSAGE'

/** The console calls it the one, the payload the other (PLATFORM B5). */
const PATH_EVENTS = new Set(['add_express_path', 'express_add_path'])

/** A message whose sender is known to be WeChat. What we have no use for is passed over; throws only for lost lines. */
export async function handlePush(context: Context, message: PushMessage): Promise<PushOutcome> {
  if (!PATH_EVENTS.has(message.Event)) return 'PUSH.UNKNOWN_EVENT'
  const news = pathNewsOf(message)
  if (news === undefined) return 'PUSH.BAD_MESSAGE'
  return (await followPath(context, news)) ? 'ok' : 'PUSH.UNKNOWN_WAYBILL'
}

/**
 * A message that CloudBase handed to the function itself. It carries no signature, and whoever may call functions can
 * send the same, so it is a hint only: WeChat is asked what is true.
 */
export async function handleHint(context: Context, message: PushMessage): Promise<PushOutcome> {
  if (!PATH_EVENTS.has(message.Event)) return 'PUSH.UNKNOWN_EVENT'
  const news = pathNewsOf(message)
  if (news === undefined) return 'PUSH.BAD_MESSAGE'
  const isKnown = await askForPath(context, { ...news, openid: message.FromUserName })
  return isKnown ? 'ok' : 'PUSH.UNKNOWN_WAYBILL'
}
