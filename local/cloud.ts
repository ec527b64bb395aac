import path from 'node:path'
import type { FunctionConfig } from '../config/cloud'
import { prepareDataFolder } from './data-folder'
import type { CollectionSpec, Database } from './database'
import { loadDemoOnce, startAgain } from './demo-shop'
import { createDemoCloud, type DemoCloud } from './dev/demo-cloud'
import type { Faults } from './dev/faults'
import type { FunctionsHost } from './functions/host'
import { fillRooms } from './http/rooms'
import { startServer, type Room, type RunningServer } from './http/server'
import { createGate, createStreamSink, logHost, type LogSink } from './log'
import type { Secrets } from './secrets'
import { envId, resolveOptions, startServices, type ResolvedOptions, type Services } from './services'

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
  /** A data folder that was filled before; an empty dev shop begins as its copy, which is quicker than loading. */
  demoShop?: string
  log?: LogSink
}

export interface Cloud {
  port: number
  url: string
  database: Database
  functions: FunctionsHost
  /** Setting the time resolves when everything that became due has run. */
  clock: { now(): number; set(time: number | string): Promise<void>; advance(ms: number): Promise<void> }
  faults: Faults
  secrets: Secrets
  demo: DemoCloud
  /** Throws the shop away and, where a demo was given, loads it again. */
  reset(): Promise<void>
  /** Everything acknowledged is on the disk, the port and the folder are free. */
  close(): Promise<void>
}

/**
 * Starts a whole cloud in this process: database, storage, functions, timers, HTTP, stand-ins. Several may run side by
 * side. Rejects with an Error whose `code` and one-sentence message say what is wrong with the port or the folder.
 */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const gate = createGate(options.log ?? createStreamSink(process.stdout, process.stderr))
  const log = gate.sink
  const resolved = resolveOptions({ ...options, folder: path.resolve(options.folder), log })
  await prepareDataFolder(resolved.folder)
  const rooms = new Map<string, Room>()
  const { port = 0, host = '127.0.0.1', trustProxy = false } = options
  // Listening comes first: a port in use is known before the folder is touched, and functions are told the address.
  const server = await startServer({ port, host, trustProxy, rooms, log })
  const url = `http://127.0.0.1:${server.port}`
  const services = await startServices(resolved, url).catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  const cloud = createCloud(services, resolved, server)
  try {
    const readiness = openRooms(rooms, services, resolved, cloud)
    await gate.quietly(() => loadDemoOnce(services, resolved.demo, cloud.demo))
    readiness.isReady = true
  } catch (error) {
    await cloud.close()
    throw error
  }
  logHost(log, 'info', 'started', { url, documents: cloud.database.documentCount() })
  return cloud
}

function createCloud(services: Services, options: ResolvedOptions, server: RunningServer): Cloud {
  const { url, clock, data, functions, notes, timers, wechat } = services
  const setClock = async (timeMs: number): Promise<void> => {
    clock.setTo(timeMs)
    // While the demo is loaded the clock jumps a hundred times, and a load that breaks is done anew anyway.
    if (notes.read().demo !== 'loading') await notes.write({ clockOffsetMs: clock.offsetMs() })
    await wechat.catchUp()
    await timers.catchUp()
  }
  const demo = createDemoCloud({ functions, now: clock.now, setClock, upload: data.upload })
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
    faults: services.faults,
    secrets: services.secrets,
    demo,
    reset: () => startAgain(services, options.folder, options.demo, demo),
    async close() {
      await timers.stop()
      await wechat.stop()
      await server.close()
      await data.close()
      logHost(options.log, 'info', 'stopped', { url })
    },
  }
}

function openRooms(
  rooms: Map<string, Room>,
  services: Services,
  options: ResolvedOptions,
  cloud: Cloud,
): { isReady: boolean } {
  const { mode, root, functions: configs } = options
  const { functions, data, send, secrets, faults, wechat } = services
  const readiness = { isReady: false }
  fillRooms(rooms, {
    mode,
    root,
    publicFunctions: configs.filter((one) => one.triggers.length === 0).map((one) => one.name),
    functions,
    storage: data.storage,
    envId,
    send,
    adminKey: mode === 'dev' ? undefined : secrets.ADMIN_KEY,
    isReady: () => readiness.isReady,
    dev: {
      functions,
      faults,
      now: cloud.clock.now,
      setClock: cloud.clock.set,
      reset: cloud.reset,
      more: wechat.devRoutes,
    },
    // A shop that talks to the real WeChat has no use for a second one that anybody could call.
    standIns: mode === 'prod' && options.environment?.['WECHAT_API_BASE'] ? {} : { wechat: wechat.room },
  })
  return readiness
}
