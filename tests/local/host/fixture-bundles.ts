import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bundleFunction } from '../../../config/build'

const fixtures = path.join(__dirname, 'fixtures')

/** A temporary folder that goes when the tests of a file end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'laidan-host-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Bundles the fixture functions as the product's are bundled. */
export async function bundleFixtures(names: string[], folder: string): Promise<string> {
  await Promise.all(names.map((name) => bundleFunction(path.join(fixtures, name, 'index.ts'), path.join(folder, name))))
  return folder
}

/** POST with a JSON body. */
export async function post(url: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

export { functionConfig } from './function-config'
