import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** Where browsers lie on the machines that developers and CI have; BROWSER names another one. */
const PLACES = [
  process.env.BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** No background traffic, no first-run pages; root needs no sandbox in CI. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The machine's own Chrome, Edge or Chromium; throws one plain sentence when there is none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place))
  if (executablePath === undefined)
    throw new Error('No Chrome, Edge or Chromium was found; install one or name it in BROWSER.')
  return chromium.launch({ executablePath, args: ARGS })
}

export interface Phone {
  readonly page: Page
  /** What went wrong in the page so far: errors of scripts, and answers of the server with 5xx. */
  readonly faults: string[]
}

/** One person's phone: its own storage, 390 x 844. */
export async function openPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  return { page, faults }
}

/** A picture of the page under tests/output/, to look at when a test fails or a page was changed. */
export async function takePicture(page: Page, name: string): Promise<void> {
  // Pages slide in; a picture halfway shows nothing.
  await page.waitForTimeout(500)
  await page.screenshot({ path: path.resolve(__dirname, '..', 'output', `${name}.png`) })
}
