/** The only source of time in the business. Documents keep UTC; people see Asia/Shanghai. */
export interface Clock {
  now(): Date
}
