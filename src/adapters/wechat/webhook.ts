import { randomUUID } from 'node:crypto'
import type { Context } from '../../ports/context'
import type { Result } from '../../shared/result'
import { logCause, logInvocation, openContext } from '../door'
import { isHttpEvent } from '../door/http-event'
import { toRecord } from '../door/record'
import { readSettings } from '../settings'
import { handleHint, handlePush } from './mini-program-push'
import { answerAddressCheck, type PushMessage, pushMessageSchema, type PushQuery, readPush } from './push-message'

const MAX_BODY_BYTES = 1024 * 1024

interface Answer {
  readonly status: number
  readonly text: string
  readonly outcome: string
  readonly action: string
}

interface HttpEvent {
  readonly httpMethod: string
  readonly path: string
}

/**
 * The door for messages of the mini-program's push. Over HTTP each must be signed: a wrong signature is 403 and nothing
 * is written. Answers `success` to all it understood or has no use for; a fault of ours is 500, so that WeChat sends it
 * again. Logs one line for each, without its content.
 */
export async function receivePush(event: unknown, invocation: unknown): Promise<unknown> {
  const startedAt = performance.now()
  const traceId = randomUUID()
  const { context, stats } = openContext(invocation, { actor: { role: 'system' }, address: '' })
  const isHttp = isHttpEvent(event)
  const answer = await answerSafely(traceId, () =>
    isHttpEvent(event) ? answerHttp(context, event) : answerDirect(context, event),
  )
  logInvocation({
    ...{ traceId, door: 'webhook', channel: isHttp ? 'http' : 'sdk', action: answer.action, role: 'system' },
    personId: undefined,
    durationMs: performance.now() - startedAt,
    stats: stats(),
    outcome: answer.outcome,
  })
  if (!isHttp) return answer.text
  return {
    statusCode: answer.status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: answer.text,
    isBase64Encoded: false,
  }
}

async function answerSafely(traceId: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    logCause(traceId, error)
    return { status: 500, text: 'error', outcome: 'INTERNAL', action: '?' }
  }
}

async function answerHttp(context: Context, event: HttpEvent): Promise<Answer> {
  if (event.path.split('/').filter(Boolean).at(-1) !== 'mini-program') return no(404, 'PUSH.UNKNOWN_ADDRESS')
  const query = queryOf(event)
  if (event.httpMethod.toUpperCase() === 'GET')
    return toAnswer(answerAddressCheck(query, pushSettings()), 'address-check')
  if (event.httpMethod.toUpperCase() !== 'POST') return no(405, 'REQUEST.METHOD')
  const body = bodyOf(event)
  if (body === undefined) return no(413, 'REQUEST.TOO_LARGE')
  const message = readPush(query, body, pushSettings())
  if (!message.ok) return toAnswer(message, '?')
  return success(message.value, await handlePush(context, message.value))
}

async function answerDirect(context: Context, event: unknown): Promise<Answer> {
  const message = pushMessageSchema.safeParse(event)
  if (!message.success) return no(400, 'PUSH.BAD_MESSAGE')
  return success(message.data, await handleHint(context, message.data))
}

function success(message: PushMessage, outcome: string): Answer {
  const event = /^[a-z_]{1,40}$/.test(message.Event) ? message.Event : '?'
  return { status: 200, text: 'success', outcome, action: `mini-program.${event}` }
}

function toAnswer(result: Result<unknown>, action: string): Answer {
  if (result.ok) return { status: 200, text: String(result.value), outcome: 'ok', action }
  return no(result.refusal.code === 'PUSH.FORGED' ? 403 : 400, result.refusal.code)
}

function no(status: number, outcome: string): Answer {
  return { status, text: outcome, outcome, action: '?' }
}

function pushSettings() {
  const settings = readSettings()
  return {
    appId: settings.WECHAT_APP_ID,
    pushToken: settings.WECHAT_PUSH_TOKEN,
    pushAesKey: settings.WECHAT_PUSH_AES_KEY,
  }
}

function queryOf(event: unknown): PushQuery {
  const given = toRecord(toRecord(event).queryStringParameters)
  return Object.fromEntries(
    Object.entries(given).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

function bodyOf(event: unknown): string | undefined {
  const { body, isBase64Encoded } = toRecord(event)
  if (typeof body !== 'string') return ''
  const bytes = Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8')
  return bytes.length > MAX_BODY_BYTES ? undefined : bytes.toString('utf8')
}
