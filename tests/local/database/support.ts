import tcb from '@cloudbase/node-sdk'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createAdminEndpoint,
  openDatabase,
  type AdminReply,
  type CollectionSpec,
  type Database,
  type DatabaseOptions,
} from '../../../local/database/index'

// outside the cloud the SDK looks for a metadata host on each call; slow calls would be printed
process.env['TENCENTCLOUD'] = 'true'
process.env['SILENCE'] = 'true'

export type Sdk = ReturnType<ReturnType<typeof tcb.init>['database']>

export type Way = 'http' | 'memory'

/** A database in a folder of its own, reached through the unmodified SDK in one of its two ways. */
export interface Bench {
  way: Way
  folder: string
  db: Sdk
  /** The command table of the SDK, with the parts its types leave out. */
  _: Command
  /** The raw protocol, without the SDK. */
  admin(action: string, params: Record<string, unknown>): Promise<AdminReply>
  database(): Database
  clock: { now: number }
  warnings: string[]
  /** Closes and opens the same folder again, as a restart would. */
  restart(): Promise<void>
  close(): Promise<void>
}

export type Command = Sdk['command'] &
  Record<string, (...values: unknown[]) => unknown> & { aggregate: Record<string, (value: unknown) => unknown> }

export interface BenchOptions {
  collections?: CollectionSpec[]
  strictIndexes?: boolean
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'laidan-database-'))
}

interface Reply {
  code?: string
  message?: string
}

function throwing(reply: AdminReply): AdminReply {
  const { code, message } = reply as Reply
  if (code) throw Object.assign(new Error(message), reply)
  return reply
}

/** What the SDK's database package takes as its transport. */
function memoryTransport(send: () => Database['send']) {
  return class {
    constructor(readonly config: unknown) {}
    async send(action: string, params: Record<string, unknown> = {}): Promise<AdminReply> {
      return throwing(await send()(action, params))
    }
  }
}

export async function openBench(way: Way, options: BenchOptions = {}): Promise<Bench> {
  const folder = newFolder()
  const clock = { now: Date.UTC(2026, 0, 5, 8) }
  const warnings: string[] = []
  const settings: DatabaseOptions = {
    folder,
    collections: options.collections ?? [{ name: 'things', indexes: [] }],
    now: () => clock.now,
    warn: (line) => warnings.push(line),
    ...(options.strictIndexes === undefined ? {} : { strictIndexes: options.strictIndexes }),
  }
  let database = await openDatabase(settings)
  const send: Database['send'] = (action, params) => database.send(action, params)
  const server = way === 'http' ? await listen(send) : undefined
  const serviceUrl = server ? `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin` : undefined
  const app = tcb.init({ env: 'local', secretId: 'id', secretKey: 'key', ...(serviceUrl ? { serviceUrl } : {}) })
  const db = app.database()
  if (!server) (db.constructor as unknown as { reqClass: unknown }).reqClass = memoryTransport(() => send)
  return {
    way,
    folder,
    db,
    _: db.command as unknown as Command,
    clock,
    warnings,
    database: () => database,
    admin: serviceUrl ? (action, params) => post(serviceUrl, { action, ...params }) : send,
    async restart() {
      await database.close()
      database = await openDatabase(settings)
    },
    async close() {
      server?.closeAllConnections()
      if (server) await new Promise((resolve) => server.close(resolve))
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listen(send: Database['send']): Promise<Server> {
  const endpoint = createAdminEndpoint(send)
  const server = createServer((request, response) => void endpoint(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function post(url: string, body: unknown): Promise<AdminReply> {
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return (await response.json()) as AdminReply
}

/** Runs a suite over HTTP and in memory; `bench` gives the open one inside tests. */
export function bothWays(name: string, options: BenchOptions, suite: (bench: () => Bench) => void): void {
  describe.each<Way>(['http', 'memory'])(`${name} (%s)`, (way) => {
    let bench: Bench
    beforeAll(async () => {
      bench = await openBench(way, options)
    })
    afterAll(async () => bench.close())
    suite(() => bench)
  })
}

/** The code and message of a refused call. Fails when the call succeeds. */
export async function refused(call: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await call
  } catch (error) {
    const { code, message } = error as { code: string; message: string }
    return { code, message }
  }
  throw new Error('the call was not refused')
}

const COLLECTIONS = 60
const used = new WeakMap<Bench, number>()

/** An empty collection (or one with these documents), so that tests do not see each other's. */
export async function freshCollection(bench: Bench, docs: object[] = []): Promise<string> {
  const { db } = bench
  const count = used.get(bench) ?? 0
  used.set(bench, count + 1)
  const name = `c${count % COLLECTIONS}`
  if (count < COLLECTIONS) await db.createCollection(name)
  else await db.collection(name).where({}).remove()
  if (docs.length > 0) await db.collection(name).add(docs)
  return name
}

export async function idsOf(query: { get(): Promise<{ data: unknown[] }> }): Promise<unknown[]> {
  return (await query.get()).data.map((doc) => (doc as { _id: unknown })._id)
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
