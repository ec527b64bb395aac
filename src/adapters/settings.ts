import * as z from 'zod'

const settingsSchema = z.object({
  SESSION_KEY: z.string().min(32),
  WECHAT_APP_ID: z.string().default(''),
  WECHAT_APP_SECRET: z.string().default(''),
  WECHAT_API_BASE: z.url().default('https://api.weixin.qq.com'),
  WECHAT_PUSH_TOKEN: z.string().default(''),
  WECHAT_PUSH_AES_KEY: z.string().default(''),
  DEMO_OPENID_PREFIX: z.string().default(''),
  OWNER_OPENID: z.string().default(''),
})

export type AdapterSettings = z.output<typeof settingsSchema>

let known: AdapterSettings | undefined

/**
 * The function's settings, checked once for each instance. Read within an invocation, never at load: only then are its
 * variables there. Throws with the names, never the values, of those that are wrong.
 */
export function readSettings(): AdapterSettings {
  if (known !== undefined) return known
  const read = settingsSchema.safeParse(process.env)
  if (!read.success) {
    const names = read.error.issues.map((issue) => issue.path.join('.'))
    throw new Error(`These settings are missing or wrong: ${names.join(', ')}`)
  }
  known = read.data
  return known
}
