import * as zlib from 'node:zlib'

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function slowCrc32(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 255] as number)
  return (sum ^ 0xffffffff) >>> 0
}

/** CRC-32; Node has a fast one since 20.15. */
export const crc32: (bytes: Buffer) => number = 'crc32' in zlib ? zlib.crc32 : slowCrc32
