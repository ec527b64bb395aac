/** Limits of the real service that the embedded one keeps, each with where the figure comes from. */

/** `get()` without a limit (the SDK sends 100) and the cap the SDK applies. */
export const DEFAULT_LIMIT = 100
export const MAX_LIMIT = 1000

/** The published quota: collections of one environment. */
export const MAX_COLLECTIONS = 100

/** The published quota: indexes of one collection and fields of one index. */
export const MAX_INDEXES = 100
export const MAX_INDEX_FIELDS = 31

/** "Index key size <= 1024 bytes": a write whose indexed value is longer is refused. */
export const MAX_INDEX_KEY_BYTES = 1024

/** MongoDB's own limit. CloudBase does not publish another one; the advice is to stay below 1 MB. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** MongoDB's limit on nesting. */
export const MAX_DEPTH = 100

/** An open transaction is ended by the server after this time. */
export const TRANSACTION_LIFE_MS = 30_000

/** How long a plain write waits for a document that an open transaction holds; below the SDK's time-out of 15 s. */
export const LOCK_WAIT_MS = 10_000

/** A query that no index serves is reported when its collection holds more documents than this. */
export const UNINDEXED_DOCUMENTS = 1000

/** Decoded documents are kept up to about this many characters of stored text; colder ones are read again when asked for. */
export const WARM_CHARACTERS = 8 * 1024 * 1024
