import { fail, textOf, type Api, type ApiMethod } from './api'

/** What each kind of key may hold; a key's kind is its name without the number (`thing2`). */
const rules: Record<string, RegExp> = {
  thing: /^[\s\S]{1,20}$/u,
  number: /^-?[\d.]{1,32}$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[^\p{L}\p{N}]{1,5}$/u,
  character_string: /^[\x21-\x7e]{1,32}$/,
  time: /^(\d{4}[年-]\d{1,2}[月-]\d{1,2}日? )?\d{1,2}:\d{2}(:\d{2})?(~.+)?$|^\d{4}[年-]\d{1,2}[月-]\d{1,2}日?(~.+)?$/,
  date: /^\d{4}[年-]\d{1,2}[月-]\d{1,2}日?( \d{1,2}:\d{2}(:\d{2})?)?(~.+)?$/,
  amount: /^[¥￥$]?-?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+\- ]{1,17}$/,
  car_number: /^[\p{L}\p{N}]{1,8}$/u,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z ·.]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
}

/** `subscribe/send`: one permit, one message; the data must have exactly the template's keys. */
export function createSubscribeSend({ memory, now }: Api): ApiMethod {
  return async ({ body }) => {
    const { templates, permits, messages } = memory.state()
    const [openid, templateId] = [textOf(body['touser']), textOf(body['template_id'])]
    if (openid === undefined || !/^[\w-]{6,64}$/.test(openid)) return fail(40003, 'invalid openid')
    const keys = templateId !== undefined && Object.hasOwn(templates, templateId) ? templates[templateId] : undefined
    if (templateId === undefined || !keys) return fail(40037, 'invalid template_id')
    const bad = findBadKey(keys, body['data'])
    if (bad !== undefined) return fail(47003, `argument invalid! data.${bad}.value invalid`)
    const permit = `${openid} ${templateId}`
    const left = permits[permit] ?? 0
    if (left < 1) return fail(43101, 'user refuse to accept the msg')
    permits[permit] = left - 1
    messages.push({ sentAt: new Date(now()).toISOString(), message: body })
    await memory.save()
    return { errcode: 0, errmsg: 'ok', msgid: messages.length }
  }
}

function findBadKey(keys: string[], data: unknown): string | undefined {
  const values = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
  return keys.find((key) => !isAllowed(key, values[key])) ?? Object.keys(values).find((key) => !keys.includes(key))
}

function isAllowed(key: string, entry: unknown): boolean {
  const value = typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : undefined
  if (typeof value !== 'string' || value.trim() === '') return false
  return rules[key.replace(/\d+$/, '')]?.test(value) ?? true
}
