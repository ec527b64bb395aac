import { StoreTimeout } from '../../ports/store'

const LOST_ANSWER = new Set(['ESOCKETTIMEDOUT', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE', 'SERVER_TIMEOUT'])

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

/** True for both forms in which CloudBase reports a clash with a unique index (PLATFORM A7). */
export function isDuplicate(error: unknown): boolean {
  const code = codeOf(error)
  if (code === 'DATABASE_DUPLICATE_WRITE') return true
  return code === 'DATABASE_REQUEST_FAILED' && error instanceof Error && error.message.includes('E11000')
}

/** True when a transaction lost against another writer and may be run again. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === 'DATABASE_TRANSACTION_CONFLICT'
}

/** Gives a lost answer its own name; everything else stays as it came. */
export function nameLostAnswer(error: unknown): unknown {
  return LOST_ANSWER.has(codeOf(error)) ? new StoreTimeout('the database did not answer', { cause: error }) : error
}
