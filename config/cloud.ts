import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/** What the machine's environment may say about a run; everything has a default that gives the demo shop. */
export const runSettingsSchema = z.object({
  PORT: z.coerce.number({ error: 'PORT must be a number' }).int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./.data'),
  LAIDAN_MODE: z.enum(['dev', 'prod'], { error: 'LAIDAN_MODE must be dev or prod' }).default('dev'),
  LAIDAN_DATABASE: z.enum(['memory', 'http'], { error: 'LAIDAN_DATABASE must be memory or http' }).default('memory'),
  TRUST_PROXY: z.enum(['0', '1'], { error: 'TRUST_PROXY must be 0 or 1' }).default('0'),
})

export type RunSettings = z.infer<typeof runSettingsSchema>

/** Reads the run settings; throws an Error whose message is one plain sentence naming each wrong variable. */
export function readRunSettings(env: Record<string, string | undefined>): RunSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = runSettingsSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The settings are wrong: ${faults.join('; ')}.`)
}

const triggerSchema = z.object({ name: z.string().min(1), type: z.literal('timer'), config: z.string().min(1) })

const functionFields = {
  type: z.literal('Event').default('Event'),
  handler: z.string().default('index.main'),
  runtime: z.string().default('Nodejs20.19'),
  timeout: z.number().int().min(1).max(900).default(15),
  memorySize: z.number().int().min(64).max(3072).default(256),
  envVariables: z.record(z.string(), z.string()).default({}),
  triggers: z.array(triggerSchema).default([]),
}

const functionSchema = z.looseObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/), ...functionFields })

const manifestSchema = z.looseObject({
  envId: z.string(),
  functionDefaultConfig: z.record(z.string(), z.unknown()).default({}),
  functions: z.array(z.looseObject({ name: z.string() })).min(1),
})

export type TriggerConfig = z.infer<typeof triggerSchema>
export type FunctionConfig = Pick<
  z.infer<typeof functionSchema>,
  'name' | 'timeout' | 'memorySize' | 'envVariables' | 'triggers'
>

/** The functions of cloudbaserc.json with their defaults merged in, `{{env.X}}` still unresolved; throws on a bad file. */
export function parseManifest(manifest: unknown): FunctionConfig[] {
  const { functionDefaultConfig, functions } = manifestSchema.parse(manifest)
  return functions.map((one) => {
    const own = z.record(z.string(), z.string()).optional().parse(one['envVariables'])
    const shared = z.record(z.string(), z.string()).optional().parse(functionDefaultConfig['envVariables'])
    return functionSchema.parse({ ...functionDefaultConfig, ...one, envVariables: { ...shared, ...own } })
  })
}

/** parseManifest on the file of a project folder. */
export function readManifest(root: string): FunctionConfig[] {
  return parseManifest(JSON.parse(readFileSync(path.join(root, 'cloudbaserc.json'), 'utf8')))
}

/** Fills `{{env.X}}` from the given values; a variable that refers to an absent value is left out, as if never set. */
export function resolveVariables(
  variables: Record<string, string>,
  values: Record<string, string | undefined>,
): Record<string, string> {
  const resolved: Record<string, string> = {}
  for (const [name, template] of Object.entries(variables)) {
    const wanted = [...template.matchAll(/\{\{env\.([A-Za-z0-9_]+)\}\}/g)].map((match) => match[1] ?? '')
    if (wanted.some((key) => values[key] === undefined)) continue
    resolved[name] = template.replace(/\{\{env\.([A-Za-z0-9_]+)\}\}/g, (_, key: string) => values[key] ?? '')
  }
  return resolved
}
