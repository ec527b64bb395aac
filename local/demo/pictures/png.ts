/** A small PNG writer for flat drawings: at most 256 colours, one byte (or less) per pixel. */
import { crc32, deflateSync } from 'node:zlib'

export interface Bitmap {
  width: number
  height: number
  /** Four bytes per pixel: red, green, blue, alpha (ignored: our pictures have a background). */
  rgba: Uint8Array
}

const maxColours = 256

/** The bitmap as an indexed PNG; colours beyond the commonest `colourCount` become their nearest neighbour. */
export function encodePng(bitmap: Bitmap, colourCount = 64): Buffer {
  const pixels = readColours(bitmap)
  const palette = commonest(pixels, Math.min(colourCount, maxColours))
  const rows = toRows(bitmap, pixels, palette)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header(bitmap)),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each pixel as 0xRRGGBB, its last two bits rounded away so that near-equal edge tones fall together. */
function readColours(bitmap: Bitmap): Uint32Array {
  const { rgba } = bitmap
  const channel = (offset: number): number => Math.min(255, Math.round((rgba[offset] ?? 0) / 4) * 4)
  return Uint32Array.from(
    { length: bitmap.width * bitmap.height },
    (_, index) => (channel(index * 4) << 16) | (channel(index * 4 + 1) << 8) | channel(index * 4 + 2),
  )
}

function commonest(pixels: Uint32Array, count: number): number[] {
  const tally = new Map<number, number>()
  for (const colour of pixels) tally.set(colour, (tally.get(colour) ?? 0) + 1)
  return [...tally]
    .sort((left, right) => right[1] - left[1])
    .slice(0, count)
    .map(([colour]) => colour)
}

/** PNG rows: a filter byte (none) and then one palette index per pixel. */
function toRows(bitmap: Bitmap, pixels: Uint32Array, palette: readonly number[]): Buffer {
  const nearest = new Map<number, number>()
  const indexOf = (colour: number): number => {
    const known = nearest.get(colour)
    if (known !== undefined) return known
    const index = nearestIndex(colour, palette)
    nearest.set(colour, index)
    return index
  }
  const stride = bitmap.width + 1
  const rows = Buffer.alloc(stride * bitmap.height)
  pixels.forEach((colour, at) => {
    rows[Math.floor(at / bitmap.width) * stride + 1 + (at % bitmap.width)] = indexOf(colour)
  })
  return rows
}

function nearestIndex(colour: number, palette: readonly number[]): number {
  const distances = palette.map((entry) => distance(colour, entry))
  return distances.indexOf(Math.min(...distances))
}

function distance(left: number, right: number): number {
  const apart = (shift: number): number => ((left >> shift) & 255) - ((right >> shift) & 255)
  return apart(16) ** 2 + apart(8) ** 2 + apart(0) ** 2
}

/** Eight bits per pixel, colour type 3 (palette), no interlace. */
function header(bitmap: Bitmap): Buffer {
  const bytes = Buffer.alloc(13)
  bytes.writeUInt32BE(bitmap.width, 0)
  bytes.writeUInt32BE(bitmap.height, 4)
  bytes.set([8, 3, 0, 0, 0], 8)
  return bytes
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(body.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
