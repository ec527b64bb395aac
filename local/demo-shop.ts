import { existsSync } from 'node:fs'
import { cp, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { NoteBook } from './data-folder'
import type { DemoCloud } from './dev/demo-cloud'
import type { Services } from './services'

/** What makes a shop: documents, files, what WeChat remembers of it. Keys stay with their folder. */
const shopParts = ['database', 'files', 'wechat.json'] as const

export interface DemoPlan {
  /** Fills an empty shop through its doors. */
  load: ((cloud: DemoCloud) => Promise<void>) | undefined
  /** A folder that was filled before. */
  shop: string | undefined
}

/**
 * Before the folder is opened: throws away what a broken load left, and lets an empty folder begin as a copy of the
 * demo shop. Stopped at any point, the next start does it anew.
 */
export async function prepareDemo(folder: string, notes: NoteBook, { shop }: DemoPlan): Promise<void> {
  if (notes.read().demo === 'loading') {
    await removeShop(folder)
    await notes.write({ demo: 'none' })
  }
  if (shop === undefined || !existsSync(path.join(shop, 'database')) || (await hasShop(folder))) return
  await notes.write({ demo: 'loading' })
  await copyShop(shop, folder)
  await notes.write({ demo: 'loaded' })
}

/** After the doors are open: loads the demo into a shop that is still empty, and not over somebody's own. */
export async function loadDemoOnce(
  { notes, data, clock }: Services,
  { load }: DemoPlan,
  demo: DemoCloud,
): Promise<void> {
  if (!load || notes.read().demo === 'loaded' || data.database().documentCount() > 0) return
  await notes.write({ demo: 'loading' })
  await load(demo)
  await notes.write({ demo: 'loaded', clockOffsetMs: clock.offsetMs() })
}

/** Throws the shop away and begins again: as the demo where there is one, empty where there is none. */
export async function startAgain(services: Services, folder: string, plan: DemoPlan, demo: DemoCloud): Promise<void> {
  const { notes, data, wechat } = services
  await data.replace(async () => {
    await removeShop(folder)
    await notes.write({ demo: 'none' })
    await prepareDemo(folder, notes, plan)
    await wechat.reload()
  })
  await loadDemoOnce(services, plan, demo)
}

async function hasShop(folder: string): Promise<boolean> {
  const names = await readdir(folder)
  return shopParts.some((part) => names.includes(part))
}

async function removeShop(folder: string): Promise<void> {
  for (const part of shopParts) await rm(path.join(folder, part), { recursive: true, force: true })
}

async function copyShop(from: string, to: string): Promise<void> {
  for (const part of shopParts) {
    if (existsSync(path.join(from, part))) await cp(path.join(from, part), path.join(to, part), { recursive: true })
  }
}
