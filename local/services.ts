import path from 'node:path'
import { readManifest, type FunctionConfig } from '../config/cloud'
import { createAdmin, type AdminSend } from './admin'
import { createClock, type SettableClock } from './clock'
import type { CloudOptions } from './cloud'
import { openNotes, type NoteBook } from './data-folder'
import { prepareDemo, type DemoPlan } from './demo-shop'
import { createFaults, type Faults } from './dev/faults'
import { functionEnvironment } from './functions/environment'
import { createFunctionsHost, type FunctionsHost } from './functions/host'
import { startTimers, type Timers } from './functions/timers'
import type { LogSink } from './log'
import { openSecrets, type Secrets } from './secrets'
import { openShopData, readCollections, type ShopData } from './shop-data'
import { createStorageActions } from './storage/actions'
import { startWechat, type WechatStandIn } from './wechat'

/** The environment id of the embedded cloud. */
export const envId = 'laidan-local'

export type ResolvedOptions = CloudOptions & {
  mode: 'dev' | 'prod'
  root: string
  functionsFolder: string
  functions: FunctionConfig[]
  /** Empty outside dev mode. */
  demo: DemoPlan
  log: LogSink
}

/** Every option that has a default, with it. */
export function resolveOptions(options: CloudOptions & { log: LogSink }): ResolvedOptions {
  const { mode = 'dev', root = process.cwd() } = options
  const functionsFolder = options.functionsFolder ?? path.join(root, 'dist/functions')
  const functions = options.functions ?? readManifest(root)
  const isDev = mode === 'dev'
  const demo = { load: isDev ? options.loadDemo : undefined, shop: isDev ? options.demoShop : undefined }
  return { ...options, mode, root, functionsFolder, functions, demo }
}

/** The running parts of one cloud, before anything can be reached from outside. */
export interface Services {
  url: string
  notes: NoteBook
  clock: SettableClock
  secrets: Secrets
  data: ShopData
  faults: Faults
  send: AdminSend
  functions: FunctionsHost
  timers: Timers
  wechat: WechatStandIn
}

/** Opens the data and starts the parts on it; what was opened is closed again when one of them cannot start. */
export async function startServices(options: ResolvedOptions, url: string): Promise<Services> {
  const { folder, mode, log } = options
  const notes = openNotes(folder)
  await prepareDemo(folder, notes, options.demo)
  const clock = createClock(mode === 'dev' ? notes.read().clockOffsetMs : 0)
  const secrets = await openSecrets(folder)
  const data = await openShopData({
    folder,
    envId,
    storageKey: secrets.STORAGE_KEY,
    collections: options.collections ?? readCollections(options.functionsFolder),
    strictIndexes: options.strictIndexes ?? false,
    baseUrl: url,
    now: clock.now,
    log,
  })
  try {
    const base = { url, notes, clock, secrets, data, faults: createFaults() }
    const { send, functions } = startFunctions(options, base)
    const timers = startTimers(options.functions, functions, clock, log)
    return { ...base, send, functions, timers, wechat: startStandIn(base, folder, log) }
  } catch (error) {
    await data.close()
    throw error
  }
}

type Base = Omit<Services, 'send' | 'functions' | 'timers' | 'wechat'>

/** Functions call the cloud and the cloud calls functions, so the two are tied here. */
function startFunctions(options: ResolvedOptions, base: Base): Pick<Services, 'send' | 'functions'> {
  const { url, clock, secrets, data, faults } = base
  const database: AdminSend = (action, params) => data.database().send(action, params)
  const send = faults.wrap(createAdmin(database, () => functions, createStorageActions(data.storage)))
  const parts = { envId, baseUrl: url, mode: options.mode, secrets, overrides: options.environment ?? {} }
  const functions = createFunctionsHost({
    folder: options.functionsFolder,
    functions: options.functions,
    envId,
    appId: secrets.WECHAT_APP_ID,
    environmentOf: (config) => functionEnvironment(config, parts),
    ...(options.databaseTransport === 'http' ? {} : { transport: { send } }),
    now: clock.now,
    log: options.log,
  })
  functions.warmUp()
  return { send, functions }
}

function startStandIn({ url, clock, secrets }: Base, folder: string, log: LogSink): WechatStandIn {
  return startWechat({
    account: {
      appId: secrets.WECHAT_APP_ID,
      appSecret: secrets.WECHAT_APP_SECRET,
      pushToken: secrets.WECHAT_PUSH_TOKEN,
      pushAesKey: secrets.WECHAT_PUSH_AES_KEY,
    },
    file: path.join(folder, 'wechat.json'),
    pushUrl: `${url}/webhook/mini-program`,
    now: clock.now,
    log,
  })
}
