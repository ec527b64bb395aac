/** The only source of time in the business. Documents keep UTC; people see Asia/Shanghai. */
export interface Clock {
  now(): Date
  /** Waits; only for a short wait on somebody else's work that is nearly done. */
  sleep(ms: number): Promise<void>
}
