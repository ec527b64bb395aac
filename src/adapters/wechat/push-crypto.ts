import { createHash, timingSafeEqual } from 'node:crypto'
import { decrypt } from '@wecom/crypto'

/** SHA-1 over the parts in order of their bytes, joined: WeChat's signature of a push. */
export function signatureOf(...parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/** Whether `given` is the signature of these parts; takes as long for a near miss as for a wild guess. */
export function isSigned(given: string, ...parts: string[]): boolean {
  const expected = Buffer.from(signatureOf(...parts))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** The message in an encrypted push; undefined when it was not meant for this app or is no such message at all. */
export function open(encrypted: string, aesKey: string, appId: string): string | undefined {
  try {
    const { message, id } = decrypt(aesKey, encrypted)
    return id === appId ? message : undefined
  } catch {
    // Every fault of the cipher text is the same to the sender: not accepted.
    return undefined
  }
}
