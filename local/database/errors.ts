/** The refusals of the database, with the codes and the wording of the real service. */

export type RefusalCode =
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_EXCEED_LIMIT'
  | 'DATABASE_INVALID_OPERRATOR'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'INVALID_PARAM'
  | 'SYS_ERR'

export interface Refusal extends Error {
  refusal: RefusalCode
}

/** An error that becomes the reply `{code, message, requestId}`. */
export function refusal(code: RefusalCode, message: string): Refusal {
  return Object.assign(new Error(message), { refusal: code })
}

/** Tells a refusal of ours from any other thrown error. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'refusal' in error
}

const ADVICE = 'Please check your request, but if the problem persists, contact us.'

/** The request itself is malformed. */
export function invalidParam(message: string): Refusal {
  return refusal('INVALID_PARAM', `[InvalidParameter] ${message}`)
}

/** An operator, stage or update command that the database does not know. */
export function invalidOperator(name: string): Refusal {
  return refusal('DATABASE_INVALID_OPERRATOR', `[InvalidParameter] unknown operator: ${name}. ${ADVICE}`)
}

/** The database refused the request (MongoDB's own error text follows). */
export function requestFailed(message: string): Refusal {
  return refusal('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`)
}

/** Collections are never created by use. */
export function collectionMissing(name: string): Refusal {
  return refusal('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}. ${ADVICE}`)
}

export function collectionExists(name: string): Refusal {
  return refusal('DATABASE_REQUEST_FAILED', `[ResourceUnavailable.ResourceExist] Table exist: ${name}. ${ADVICE}`)
}

export function transactionConflict(): Refusal {
  const cause = 'Transaction is conflict, maybe resource operated by others.'
  return refusal('DATABASE_TRANSACTION_CONFLICT', `[ResourceUnavailable.TransactionConflict] ${cause} ${ADVICE}`)
}

/** The transaction never existed, has ended, or outlived its 30 seconds. */
export function transactionMissing(): Refusal {
  const cause = 'Transaction does not exist on the server, it has ended or timed out.'
  return refusal('DATABASE_TRANSACTION_FAIL', `[ResourceUnavailable.TransactionNotExist] ${cause} ${ADVICE}`)
}

/** A plain write gave up waiting for a document that an open transaction holds. */
export function lockedTooLong(): Refusal {
  return refusal('DATABASE_REQUEST_FAILED', '[FailedOperation] a document is locked by an open transaction, try again')
}

export type WriteKind = 'Insert' | 'Update'

/** A unique index says no. `key` is MongoDB's rendering of the clashing values. */
export function duplicateKey(kind: WriteKind, collection: string, index: string, key: string): Refusal {
  const cause = `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: ${key}`
  const prefix = kind === 'Insert' ? 'bulk write error' : 'multiple write errors'
  return refusal('DATABASE_REQUEST_FAILED', `[FailedOperation.${kind}] ${prefix}: [{${cause}}]`)
}
