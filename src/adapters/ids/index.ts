import { createHash, randomBytes } from 'node:crypto'
import type { Ids } from '../../ports/ids'
import { toBase32 } from './base32'

/** 128 bits: two different things never meet in practice, and the id stays readable in a log. */
const derivedBytes = 16

/** Ids from the machine's secure randomness and from SHA-256. */
export const ids: Ids = {
  random: (bytes) => toBase32(randomBytes(bytes)),
  derive: (...parts) => toBase32(digest(parts).subarray(0, derivedBytes)),
}

/** Each part is hashed with its length in front, so that ('ab', 'c') and ('a', 'bc') differ. */
function digest(parts: readonly string[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}:${part};`)
  return hash.digest()
}
