import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** The shop's clock: China has one time zone and no summer time. */
const SHANGHAI_MINUTES = 8 * 60

/** A moment of the shop's day: 2026-03-05 14:20 */
export function formatTime(iso: string): string {
  return dayjs.utc(iso).utcOffset(SHANGHAI_MINUTES).format('YYYY-MM-DD HH:mm')
}

/** The same without the year, for lists: 03-05 14:20 */
export function formatShortTime(iso: string): string {
  return dayjs.utc(iso).utcOffset(SHANGHAI_MINUTES).format('MM-DD HH:mm')
}

/** The day alone: 2026-03-05 */
export function formatDay(iso: string): string {
  return dayjs.utc(iso).utcOffset(SHANGHAI_MINUTES).format('YYYY-MM-DD')
}

/** Whole seconds from now until then, never below 0. */
export function secondsUntil(iso: string): number {
  return Math.max(0, dayjs(iso).diff(dayjs(), 'second'))
}
