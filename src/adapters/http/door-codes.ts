/** The refusals that every action may answer with, by HTTP status; the business adds its own with 404 and 409. */
export const doorCodes: Readonly<Record<string, readonly string[]>> = {
  '400': ['REQUEST.INVALID'],
  '401': ['AUTH.NEEDED', 'AUTH.EXPIRED'],
  '403': ['AUTH.FORBIDDEN'],
  '404': ['REQUEST.UNKNOWN_PATH', 'a thing of the business that is not there'],
  '409': ['every other refusal of the business, such as STOCK.SHORT'],
  '413': ['REQUEST.TOO_LARGE'],
  '429': ['REQUEST.SLOW_DOWN'],
  '500': ['INTERNAL'],
  '503': ['REQUEST.UNCERTAIN'],
}
