import path from 'node:path'
import { readManifest, type FunctionConfig } from '../config/cloud'
import { createAdmin } from './admin'
import { createClock } from './clock'
import { openNotes, prepareDataFolder, type NoteBook } from './data-folder'
import type { CollectionSpec, Database } from './database'
import { createDemoCloud, type DemoCloud } from './dev/demo-cloud'
import { createFaults, type Faults } from './dev/faults'
import { functionEnvironment } from './functions/environment'
import { createFunctionsHost, type FunctionsHost } from './functions/host'
import { startTimers } from './functions/timers'
import { fillRooms } from './http/rooms'
import { startServer, type Room, type RunningServer } from './http/server'
import { createStreamSink, logHost, type LogSink } from './log'
import { openSecrets, type Secrets } from './secrets'
import { openShopData, readCollections, type ShopData } from './shop-data'
import { createStorageActions } from './storage/actions'

export interface CloudOptions {
  /** Where documents, files and keys are kept; made if absent. */
  folder: string
  /** 0, the default, takes a free one. */
  port?: number
  host?: string
  mode?: 'dev' | 'prod'
  /** How functions reach the database: beside it in memory, or over HTTP as every other client. */
  databaseTransport?: 'memory' | 'http'
  /** The project: cloudbaserc.json and what is built under dist/. */
  root?: string
  functionsFolder?: string
  functions?: FunctionConfig[]
  collections?: CollectionSpec[]
  /** Values for the `{{env.X}}` of cloudbaserc.json, before the cloud's own. */
  environment?: Record<string, string | undefined>
  strictIndexes?: boolean
  trustProxy?: boolean
  /** Fills an empty dev shop; runs once per data folder, and again after a reset. */
  loadDemo?: (cloud: DemoCloud) => Promise<void>
  log?: LogSink
}

export interface Cloud {
  port: number
  url: string
  database: Database
  functions: FunctionsHost
  clock: { now(): number; set(time: number | string): Promise<void>; advance(ms: number): Promise<void> }
  faults: Faults
  secrets: Secrets
  demo: DemoCloud
  /** Throws the shop away and, where a demo was given, loads it again. */
  reset(): Promise<void>
  /** Everything acknowledged is on the disk, the port and the folder are free. */
  close(): Promise<void>
}

/** The environment id of the embedded cloud. */
export const envId = 'laidan-local'

/**
 * Starts a whole cloud in this process: database, storage, functions, timers, HTTP, stand-ins. Several may run side by
 * side. Rejects with an Error whose `code` and one-sentence message say what is wrong with the port or the folder.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const log = options.log ?? createStreamSink(process.stdout, process.stderr)
  const folder = path.resolve(options.folder)
  await prepareDataFolder(folder)
  const rooms = new Map<string, Room>()
  const { port = 0, host = '127.0.0.1', trustProxy = false } = options
  // Listening comes first: a port in use is known before the folder is touched, and functions are told the address.
  const server = await startServer({ port, host, trustProxy, rooms, log })
  try {
    const cloud = await assemble({ ...options, folder, log }, server, rooms)
    logHost(log, 'info', 'started', { url: cloud.url, documents: cloud.database.documentCount() })
    return cloud
  } catch (error) {
    await server.close()
    throw error
  }
}

async function assemble(
  options: CloudOptions & { log: LogSink },
  server: RunningServer,
  rooms: Map<string, Room>,
): Promise<Cloud> {
  const { mode = 'dev', root = process.cwd(), folder, log } = options
  const url = `http://127.0.0.1:${server.port}`
  const functionsFolder = options.functionsFolder ?? path.join(root, 'dist/functions')
  const configs = options.functions ?? readManifest(root)
  const notes = openNotes(folder)
  const clock = createClock(mode === 'dev' ? notes.read().clockOffsetMs : 0)
  const secrets = await openSecrets(folder)
  const data = await openShopData({
    folder,
    envId,
    storageKey: secrets.STORAGE_KEY,
    collections: options.collections ?? readCollections(functionsFolder),
    strictIndexes: options.strictIndexes ?? false,
    baseUrl: url,
    now: clock.now,
    log,
  })
  const faults = createFaults()
  const admin = createAdmin(
    (action, params) => data.database().send(action, params),
    () => functions,
    createStorageActions(data.storage),
  )
  const send = faults.wrap(admin)
  const functions = createFunctionsHost({
    folder: functionsFolder,
    functions: configs,
    envId,
    appId: secrets.WECHAT_APP_ID,
    environmentOf: (config) =>
      functionEnvironment(config, { envId, baseUrl: url, mode, secrets, overrides: options.environment ?? {} }),
    ...(options.databaseTransport === 'http' ? {} : { transport: { send } }),
    now: clock.now,
    log,
  })
  functions.warmUp()
  const timers = startTimers(configs, functions, clock, log)
  const setClock = async (timeMs: number): Promise<void> => {
    clock.setTo(timeMs)
    await notes.write({ clockOffsetMs: clock.offsetMs() })
    await timers.catchUp()
  }
  const demo = createDemoCloud({ functions, now: clock.now, setClock, upload: data.upload })
  const fill = () => fillShop(mode === 'dev' ? options.loadDemo : undefined, demo, notes, data)
  const reset = async (): Promise<void> => {
    await data.wipe()
    await notes.write({ demo: 'none' })
    await fill()
  }
  let isReady = false
  fillRooms(rooms, {
    mode,
    root,
    publicFunctions: configs.filter((one) => one.triggers.length === 0).map((one) => one.name),
    functions,
    storage: data.storage,
    envId,
    send,
    adminKey: mode === 'dev' ? undefined : secrets.ADMIN_KEY,
    isReady: () => isReady,
    dev: { functions: () => functions, faults, now: clock.now, setClock, reset, more: {} },
    standIns: {},
  })
  await fill()
  isReady = true
  return {
    port: server.port,
    url,
    get database() {
      return data.database()
    },
    functions,
    clock: {
      now: clock.now,
      set: (time) => setClock(typeof time === 'number' ? time : Date.parse(time)),
      advance: (ms) => setClock(clock.now() + ms),
    },
    faults,
    secrets,
    demo,
    reset,
    async close() {
      await timers.stop()
      await server.close()
      await data.close()
      logHost(log, 'info', 'stopped', { url })
    },
  }
}

/** Loads the demo into an empty shop, once; what a broken load left behind is thrown away first. */
async function fillShop(
  load: CloudOptions['loadDemo'],
  demo: DemoCloud,
  notes: NoteBook,
  data: ShopData,
): Promise<void> {
  if (!load || notes.read().demo === 'loaded') return
  if (notes.read().demo === 'loading') await data.wipe()
  else if (data.database().documentCount() > 0) return // Somebody's own shop.
  await notes.write({ demo: 'loading' })
  await load(demo)
  await notes.write({ demo: 'loaded' })
}
