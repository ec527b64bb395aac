/**
 * The `Date` a function sees: `Date.now()` and `new Date()` follow the cloud's clock, everything else is the real one.
 * Instances are real Dates (the prototype is shared), so they pass every library's checks in both directions.
 */
export function createDate(now: () => number, RealDate: DateConstructor = Date): DateConstructor {
  const CloudDate = function (...parts: unknown[]): Date | string {
    if (new.target === undefined) return new RealDate(now()).toString()
    const target = new.target === (CloudDate as unknown) ? RealDate : new.target
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, target) as Date
  }
  const statics = { now: () => Math.floor(now()), parse: RealDate.parse, UTC: RealDate.UTC }
  Object.defineProperty(CloudDate, 'prototype', { value: RealDate.prototype, writable: false })
  Object.defineProperty(CloudDate, 'name', { value: 'Date' })
  return Object.assign(CloudDate, statics) as unknown as DateConstructor
}
