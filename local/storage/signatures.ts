import { createHmac, timingSafeEqual } from 'node:crypto'

export type Permission = 'put' | 'get'

/** Signs the right to put or get one path until a time. */
export function sign(key: string, permission: Permission, cloudPath: string, untilSeconds: number): string {
  return createHmac('sha256', key).update(`${permission}\n${untilSeconds}\n${cloudPath}`).digest('hex')
}

/** Whether the signature is ours and its time has not passed. */
export function isSigned(
  key: string,
  permission: Permission,
  cloudPath: string,
  untilSeconds: number,
  given: string,
  nowMs: number,
): boolean {
  if (!Number.isSafeInteger(untilSeconds) || untilSeconds * 1000 <= nowMs) return false
  const expected = Buffer.from(sign(key, permission, cloudPath, untilSeconds))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
