/**
 * Draws the demo shop's pictures: `npx tsx local/demo/pictures/draw.ts [--sheet sheet.png] [name ...]`.
 * Without names every picture of drawings.ts is written beside this file; `--sheet` adds one image with all of them, to look at.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { drawings } from './drawings'
import { encodePng } from './png'
import { withRasteriser } from './rasterise'
import type { Rasterise } from './rasterise'

const sizePixels = 480

async function drawAll(rasterise: Rasterise, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const svg = drawings[name]
    if (svg === undefined) throw new Error(`No drawing is called ${name}; see drawings.ts.`)
    const png = encodePng(await rasterise(svg, sizePixels, sizePixels))
    writeFileSync(path.join(__dirname, `${name}.png`), png)
    console.log(`${name}.png ${png.length} bytes`)
  }
}

/** All pictures of `names` in one, six to a row. */
async function drawSheet(rasterise: Rasterise, names: readonly string[], file: string): Promise<void> {
  const columns = 6
  const tile = 240
  const cell = (name: string, index: number): string => {
    const inner = (drawings[name] ?? '').replace(
      '<svg ',
      `<svg x="${(index % columns) * tile}" y="${Math.floor(index / columns) * tile}" `,
    )
    return inner.replace('width="480" height="480"', `width="${tile - 4}" height="${tile - 4}"`)
  }
  const width = columns * tile
  const height = Math.ceil(names.length / columns) * tile
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${names.map(cell).join('')}</svg>`
  writeFileSync(file, encodePng(await rasterise(svg, width, height), 256))
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { sheet: { type: 'string' } }, allowPositionals: true })
  const names = positionals.length > 0 ? positionals : Object.keys(drawings)
  await withRasteriser(async (rasterise) => {
    await drawAll(rasterise, names)
    if (values.sheet) await drawSheet(rasterise, names, values.sheet)
  })
}

void main()
