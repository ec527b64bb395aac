/** What the CRM refuses. */
export const CRM = {
  noCustomer: 'CRM.NO_CUSTOMER',
  noLevel: 'CRM.NO_LEVEL',
  owned: 'CRM.OWNED',
  tooManyAddresses: 'CRM.TOO_MANY_ADDRESSES',
  badCursor: 'CRM.BAD_CURSOR',
} as const
