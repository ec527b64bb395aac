/** SVG to pixels, by an installed Chromium. */
import { chromium } from 'playwright-core'
import type { Bitmap } from './png'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Rasterise = (svg: string, width: number, height: number) => Promise<Bitmap>

/** Runs `work` with a rasteriser; the browser is closed afterwards, also when the work throws. */
export async function withRasteriser(work: (rasterise: Rasterise) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: flags })
  try {
    const page = await browser.newPage()
    await work(async (svg, width, height) => {
      const base64 = await page.evaluate<string>(readPixelsScript(svg, width, height))
      return { width, height, rgba: Buffer.from(base64, 'base64') }
    })
  } finally {
    await browser.close()
  }
}

/** Runs in the page: draws the SVG on a canvas and answers its pixels as base64. */
function readPixelsScript(svg: string, width: number, height: number): string {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  return `(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(source)}
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = ${width}
    canvas.height = ${height}
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0, ${width}, ${height})
    const bytes = context.getImageData(0, 0, ${width}, ${height}).data
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  })()`
}
