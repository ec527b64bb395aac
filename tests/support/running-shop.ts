import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Cloud, startCloud } from '../../local/cloud'
import { buildFunctionsOnce, root } from './build'
import { type Doors, openDoors } from './doors'

export type Transport = 'memory' | 'http'

export const TRANSPORTS: readonly Transport[] = ['memory', 'http']

/** A shop in this process: its doors, its cloud with the fault tool, and every line it logged. */
export interface RunningShop {
  readonly doors: Doors
  readonly cloud: Cloud
  readonly lines: string[]
  stop(): Promise<void>
}

/** An empty shop in dev mode on a free port, its data in a temporary folder that goes with it. */
export async function startShop(databaseTransport: Transport = 'memory'): Promise<RunningShop> {
  await buildFunctionsOnce()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'laidan-shop-'))
  const lines: string[] = []
  const log = (line: string): void => void lines.push(line)
  const cloud = await startCloud({ folder, root, mode: 'dev', databaseTransport, strictIndexes: true, log })
  return {
    doors: openDoors(cloud.url),
    cloud,
    lines,
    async stop() {
      await cloud.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Usage {
  readonly calls: number
  readonly trips: number
}

/** Database calls and sequential trips of each invocation of this action so far, from the log. */
export function usagesOf(lines: readonly string[], action: string): Usage[] {
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.action === action && line.outcome === 'ok')
    .map((line) => ({ calls: Number(line.storeCalls), trips: Number(line.storeTrips) }))
}
