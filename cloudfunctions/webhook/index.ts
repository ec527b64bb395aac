import { receivePush } from '../../src/adapters/wechat/webhook'

/** Called by WeChat: over HTTP at /webhook/mini-program, signed, or by CloudBase itself with the message as the event. */
export async function main(event: unknown, invocation: unknown): Promise<unknown> {
  return receivePush(event, invocation)
}
