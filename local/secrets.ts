import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import { writeFileDurably } from './durable-file'

/** What the real services would have given the shop: keys and account names, made once and kept with the data. */
const secretsSchema = z.object({
  SESSION_KEY: z.string(),
  ADMIN_KEY: z.string(),
  STORAGE_KEY: z.string(),
  WECHAT_APP_ID: z.string(),
  WECHAT_APP_SECRET: z.string(),
  WECHAT_PUSH_TOKEN: z.string(),
  WECHAT_PUSH_AES_KEY: z.string().length(43),
})

export type Secrets = z.infer<typeof secretsSchema>

/** Reads the folder's secrets, making those that are absent; after a crash there are either all of them or none. */
export async function openSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, 'secrets.json')
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  const secrets = secretsSchema.parse({ ...makeSecrets(), ...(kept as object) })
  const text = `${JSON.stringify(secrets, null, 2)}\n`
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) await writeFileDurably(file, text, 0o600)
  return secrets
}

function makeSecrets(): Secrets {
  return {
    SESSION_KEY: randomBytes(32).toString('base64'),
    ADMIN_KEY: randomBytes(32).toString('hex'),
    STORAGE_KEY: randomBytes(32).toString('hex'),
    WECHAT_APP_ID: `wx${randomBytes(8).toString('hex')}`,
    WECHAT_APP_SECRET: randomBytes(16).toString('hex'),
    WECHAT_PUSH_TOKEN: randomBytes(12).toString('hex'),
    WECHAT_PUSH_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
  }
}
