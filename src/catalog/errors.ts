/** What the catalogue refuses. */
export const CATALOG = {
  noItem: 'CATALOG.NO_ITEM',
  noCategory: 'CATALOG.NO_CATEGORY',
  codeTaken: 'CATALOG.CODE_TAKEN',
  badCursor: 'CATALOG.BAD_CURSOR',
  badPicture: 'CATALOG.BAD_PICTURE',
} as const
