import { readFileSync } from 'node:fs'
import path from 'node:path'
import CloudBase from '@cloudbase/manager-node'
import * as z from 'zod'
import { buildTargets } from './build'
import { type FunctionConfig, readManifest, resolveVariables } from './cloud'

const root = path.resolve(__dirname, '..')

const settingsSchema = z.object({
  CLOUDBASE_ENV_ID: z.string().min(1),
  TENCENTCLOUD_SECRETID: z.string().min(1),
  TENCENTCLOUD_SECRETKEY: z.string().min(1),
  SESSION_KEY: z.string().min(32, 'needs 32 characters or more'),
  WECHAT_APP_ID: z.string().min(1),
  WECHAT_APP_SECRET: z.string().min(1),
  WECHAT_PUSH_TOKEN: z.string().min(1),
  WECHAT_PUSH_AES_KEY: z.string().length(43, 'has 43 characters'),
  OWNER_OPENID: z.string().min(1),
})

const specSchema = z.object({
  collections: z.array(
    z.object({
      name: z.string(),
      indexes: z.array(
        z.object({
          name: z.string(),
          unique: z.boolean().optional(),
          keys: z.array(z.tuple([z.string(), z.union([z.literal(1), z.literal(-1)])])),
        }),
      ),
    }),
  ),
})

export type CollectionSpecs = z.infer<typeof specSchema>['collections']

/** What one index is called and made of in CloudBase's own words. */
export function indexRequestOf(index: CollectionSpecs[number]['indexes'][number]) {
  return {
    IndexName: index.name,
    MgoKeySchema: {
      MgoIsUnique: index.unique === true,
      MgoIndexKeys: index.keys.map(([Name, direction]) => ({ Name, Direction: String(direction) })),
    },
  }
}

/** The call that creates a function or replaces it: its code, settings, timers, and the HTTP path it answers at. */
export function functionRequestOf(config: FunctionConfig, env: Record<string, string | undefined>) {
  const isPublic = config.triggers.length === 0
  return {
    func: {
      name: config.name,
      handler: 'index.main',
      runtime: 'Nodejs20.19' as const,
      timeout: config.timeout,
      memorySize: config.memorySize,
      installDependency: false,
      envVariables: resolveVariables(config.envVariables, env),
      triggers: config.triggers.map((trigger) => ({ ...trigger })),
      ...(isPublic ? { path: `/${config.name}` } : {}),
    },
    functionRootPath: path.join(root, 'dist', 'functions'),
    force: true,
  }
}

/** `npm run deploy`: safe to repeat; what stands already is left as it is or replaced by the same. */
async function deploy(): Promise<void> {
  const settings = readSettings()
  await buildTargets({ root, targets: ['functions', 'h5', 'weapp'], tell: (line) => console.log(line) })
  const cloud = new CloudBase({
    envId: settings.CLOUDBASE_ENV_ID,
    secretId: settings.TENCENTCLOUD_SECRETID,
    secretKey: settings.TENCENTCLOUD_SECRETKEY,
  })
  await deployCollections(cloud, readSpecs())
  for (const config of readManifest(root)) {
    console.log(`function ${config.name}`)
    await cloud.functions.createFunction(functionRequestOf(config, process.env))
  }
  console.log('pages')
  await cloud.hosting.uploadFiles({ localPath: path.join(root, 'dist', 'h5'), cloudPath: '' })
  console.log('Deployed. The mini-program is in dist/weapp: upload it with the WeChat developer tools.')
}

/** Indexes come before the first document; on CloudBase an index on a full collection takes its time. */
async function deployCollections(cloud: CloudBase, specs: CollectionSpecs): Promise<void> {
  for (const { name, indexes } of specs) {
    await cloud.database.createCollectionIfNotExists(name)
    for (const index of indexes) {
      const { Exists } = await cloud.database.checkIndexExists(name, index.name)
      if (Exists) continue
      console.log(`index ${name}.${index.name}`)
      await cloud.database.updateCollection(name, { CreateIndexes: [indexRequestOf(index)] })
    }
  }
}

function readSettings(): z.infer<typeof settingsSchema> {
  const parsed = settingsSchema.safeParse(process.env)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new Error(`Deployment needs these settings in the environment: ${faults}. See docs/deploy.md.`)
}

function readSpecs(): CollectionSpecs {
  return specSchema.parse(JSON.parse(readFileSync(path.join(root, 'dist', 'functions', 'cloud.json'), 'utf8')))
    .collections
}

if (require.main === module) {
  deploy().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })
}
