/** One index of a collection: fields in order; a unique one must find a value in every document (a missing field counts as null). */
export interface IndexSpec {
  readonly name: string
  readonly unique?: boolean
  readonly keys: readonly (readonly [field: string, direction: 1 | -1])[]
}

export interface CollectionSpec {
  readonly name: string
  readonly indexes: readonly IndexSpec[]
}

/** `'state placedAt-'` reads: by state, then by placedAt descending. */
function index(fields: string, unique = false): IndexSpec {
  const keys = fields
    .split(' ')
    .map((field): [string, 1 | -1] => (field.endsWith('-') ? [field.slice(0, -1), -1] : [field, 1]))
  const name = keys.map(([field, direction]) => (direction === 1 ? field : `${field}_desc`)).join('_')
  return unique ? { name, keys, unique } : { name, keys }
}

function collection(name: string, ...indexes: IndexSpec[]): CollectionSpec {
  return { name, indexes }
}

/**
 * Every collection of the shop with its indexes: declared here once, built by the embedded cloud at start and by
 * deployment on CloudBase. `_id` needs none.
 */
export const collectionSpecs: readonly CollectionSpec[] = [
  collection('people', index('isStaff joinedAt _id')),
  collection('sessions', index('expiresAt'), index('personId')),
  collection('signIns', index('expiresAt')),
  collection('invites', index('expiresAt')),
  collection('limits', index('expiresAt')),
  collection('wechatTokens'),
  collection('customers', index('createdAt- _id-'), index('code', true)),
  collection('levels'),
  collection('categories', index('sort _id')),
  collection(
    'items',
    index('code', true),
    index('isActive position'),
    index('isActive categoryId position'),
    index('position'),
    index('categoryId position'),
    index('keywords position'),
  ),
  collection('warehouses', index('sort _id')),
  collection('stocks', index('itemId'), index('warehouseId _id')),
  collection('stockMoves', index('stockId')),
  collection(
    'orders',
    index('number', true),
    index('customerId placedAt- _id-'),
    index('customerId state placedAt- _id-'),
    index('state placedAt- _id-'),
    index('placedAt- _id-'),
    index('isReleaseDue'),
  ),
  collection('orderDrafts', index('expiresAt')),
  collection('deliveryNotes', index('state updatedAt'), index('orderId')),
  collection('parcels', index('orderId'), index('orderNumber')),
]
