import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { requestFailed } from './errors'
import { isDoc, type Doc } from './values'

/** Date expressions. mingo's are wrong for some weeks and read the host's locale for named zones. */

type Expression = (doc: unknown, argument: unknown, options: Options) => unknown

const DAY_MS = 86_400_000

/** Milliseconds to add to UTC for the zone's wall clock: an Olson name, `+08`, `+0800`, `+08:00`, `Z`. */
export function offsetMs(zone: unknown, at: number): number {
  if (zone === undefined || zone === null || zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(String(zone))
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000
  return zoneFormat(String(zone)).reduce((wall, read) => wall + read(at), 0) - Math.floor(at / 1000) * 1000
}

const zoneFormats = new Map<string, ((at: number) => number)[]>()

/** One reader that gives the wall clock of the zone as if it were UTC; building a format is slow, so it is kept. */
function zoneFormat(zone: string): ((at: number) => number)[] {
  const known = zoneFormats.get(zone)
  if (known) return known
  let format: Intl.DateTimeFormat
  try {
    const numeric = 'numeric'
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
  } catch {
    throw requestFailed(`unrecognized time zone identifier: "${zone}"`)
  }
  const read = (at: number): number => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second)
  }
  zoneFormats.set(zone, [read])
  return [read]
}

interface Moment {
  /** The wall clock, to be read with the getUTC… functions. */
  wall: Date
  offset: number
}

function momentOf(date: unknown, zone: unknown): Moment | undefined {
  if (date === undefined || date === null) return undefined
  if (!(date instanceof Date)) throw requestFailed("can't convert from this type to Date")
  const offset = offsetMs(zone, date.getTime())
  return { wall: new Date(date.getTime() + offset), offset }
}

/** The argument of `$year` and its kin: a date, `[date]`, or `{date, timezone}`. */
function readMoment(doc: unknown, argument: unknown, options: Options): Moment | undefined {
  const only = Array.isArray(argument) && argument.length === 1 ? (argument[0] as unknown) : argument
  const value = evalExpr(doc, only, options)
  return isDoc(value) ? momentOf(value['date'], value['timezone']) : momentOf(value, undefined)
}

function part(read: (wall: Date) => number): Expression {
  return (doc, argument, options) => {
    const moment = readMoment(doc, argument, options)
    return moment ? read(moment.wall) : null
  }
}

function dayOfYear(wall: Date): number {
  return Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY_MS) + 1
}

/** Weeks begin on Sunday; the days before the first Sunday are week 0. */
function week(wall: Date): number {
  return Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7)
}

function isoDay(wall: Date): number {
  return wall.getUTCDay() || 7
}

/** The Thursday of the same ISO week, which lies in the year the week belongs to. */
function isoThursday(wall: Date): Date {
  return new Date(wall.getTime() + (4 - isoDay(wall)) * DAY_MS)
}

function isoWeek(wall: Date): number {
  return Math.ceil(dayOfYear(isoThursday(wall)) / 7)
}

function isoWeekYear(wall: Date): number {
  return isoThursday(wall).getUTCFullYear()
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}

function formatOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`
}

const SPECIFIERS: Record<string, (moment: Moment) => string> = {
  Y: ({ wall }) => pad(wall.getUTCFullYear(), 4),
  m: ({ wall }) => pad(wall.getUTCMonth() + 1, 2),
  d: ({ wall }) => pad(wall.getUTCDate(), 2),
  H: ({ wall }) => pad(wall.getUTCHours(), 2),
  M: ({ wall }) => pad(wall.getUTCMinutes(), 2),
  S: ({ wall }) => pad(wall.getUTCSeconds(), 2),
  L: ({ wall }) => pad(wall.getUTCMilliseconds(), 3),
  j: ({ wall }) => pad(dayOfYear(wall), 3),
  w: ({ wall }) => String(wall.getUTCDay() + 1),
  u: ({ wall }) => String(isoDay(wall)),
  U: ({ wall }) => pad(week(wall), 2),
  V: ({ wall }) => pad(isoWeek(wall), 2),
  G: ({ wall }) => pad(isoWeekYear(wall), 4),
  b: ({ wall }) => (MONTHS[wall.getUTCMonth()] as string).slice(0, 3),
  B: ({ wall }) => MONTHS[wall.getUTCMonth()] as string,
  z: ({ offset }) => formatOffset(offset),
  Z: ({ offset }) => String(offset / 60_000),
  '%': () => '%',
}

const $dateToString: Expression = (doc, argument, options) => {
  const { date, format, timezone, onNull } = evalExpr(doc, argument, options) as Doc
  const moment = momentOf(date, timezone)
  if (!moment) return onNull ?? null
  const pattern = format ?? (timezone === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L')
  return String(pattern).replace(/%(.?)/g, (_, name: string) => {
    const write = SPECIFIERS[name]
    if (!write) throw requestFailed(`Invalid format character '%${name}' in format string`)
    return write(moment)
  })
}

/** The instant at which the zone's wall clock shows this; around a change of the clock the later reading wins. */
function fromWall(wall: number, zone: unknown): Date {
  const guess = wall - offsetMs(zone, wall)
  return new Date(wall - offsetMs(zone, guess))
}

const $dateFromParts: Expression = (doc, argument, options) => {
  const parts = evalExpr(doc, argument, options) as Doc
  if (Object.values(parts).some((value) => value === null || value === undefined)) return null
  const read = (name: string, fallback: number): number => {
    const value = parts[name] ?? fallback
    if (!Number.isInteger(value)) throw requestFailed(`'${name}' must evaluate to an integer`)
    return Number(value)
  }
  const time = ((read('hour', 0) * 60 + read('minute', 0)) * 60 + read('second', 0)) * 1000 + read('millisecond', 0)
  const day =
    'isoWeekYear' in parts
      ? isoDate(read('isoWeekYear', 1970), read('isoWeek', 1), read('isoDayOfWeek', 1))
      : utcDate(read('year', 1970), read('month', 1), read('day', 1))
  return fromWall(day + time, parts['timezone'])
}

function utcDate(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime()
}

function isoDate(year: number, weekNumber: number, day: number): number {
  const fourth = new Date(utcDate(year, 1, 4))
  return fourth.getTime() + ((weekNumber - 1) * 7 + day - isoDay(fourth)) * DAY_MS
}

const $dateToParts: Expression = (doc, argument, options) => {
  const { date, timezone, iso8601 } = evalExpr(doc, argument, options) as Doc
  const moment = momentOf(date, timezone)
  if (!moment) return null
  const { wall } = moment
  const time = {
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  }
  if (iso8601 === true)
    return { isoWeekYear: isoWeekYear(wall), isoWeek: isoWeek(wall), isoDayOfWeek: isoDay(wall), ...time }
  return { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(), ...time }
}

const ISO =
  '(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?\\s*(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?'
const ISO_NAMES = ['Y', 'm', 'd', 'H', 'M', 'S', 'L', 'z']

/** How each specifier of a format is recognised; those missing here cannot be read. */
const READABLE: Record<string, string> = {
  Y: '(\\d{4})',
  m: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  M: '(\\d{1,2})',
  S: '(\\d{1,2})',
  L: '(\\d{1,3})',
  j: '(\\d{1,3})',
  G: '(\\d{4})',
  V: '(\\d{1,2})',
  u: '([1-7])',
  b: '([A-Za-z]{3})',
  B: '([A-Za-z]+)',
  z: '([+-]\\d{2}:?\\d{2}|Z)',
  Z: '([+-]?\\d+)',
}

function readerOf(format: string): { pattern: RegExp; names: string[] } {
  const names: string[] = []
  const source = format.replace(/%(.?)|[.*+?^${}()|[\]\\]/g, (match, name: string | undefined) => {
    if (name === undefined) return `\\${match}`
    if (name === '%') return '%'
    const readable = READABLE[name]
    if (!readable) throw requestFailed(`Invalid format character '%${name}' in format string`)
    names.push(name)
    return readable
  })
  return { pattern: new RegExp(`^${source}$`), names }
}

function parseDate(text: string, format: unknown, zone: unknown): Date {
  const { pattern, names } =
    format === undefined ? { pattern: new RegExp(`^\\s*${ISO}\\s*$`), names: ISO_NAMES } : readerOf(String(format))
  const match = pattern.exec(text)
  if (!match) throw requestFailed(`Error parsing date string '${text}'`)
  const found = new Map(names.map((name, index) => [name, match[index + 1]]))
  const number = (name: string, fallback: number) => Number(found.get(name) ?? fallback)
  if (found.get('z') !== undefined && zone !== undefined && zone !== null)
    throw requestFailed(
      'you cannot pass in a date/time string with time zone information together with a timezone argument',
    )
  const milliseconds = Number((found.get('L') ?? '0').padEnd(3, '0').slice(0, 3))
  const time = ((number('H', 0) * 60 + number('M', 0)) * 60 + number('S', 0)) * 1000 + milliseconds
  const shown = found.get('Z') === undefined ? (found.get('z') ?? zone) : undefined
  return new Date(fromWall(dayOf(found, number, text) + time, shown).getTime() - number('Z', 0) * 60_000)
}

function dayOf(
  found: Map<string, string | undefined>,
  number: (name: string, fallback: number) => number,
  text: string,
): number {
  if (found.has('G')) return isoDate(number('G', 1970), number('V', 1), number('u', 1))
  if (found.has('j')) return utcDate(number('Y', 1970), 1, number('j', 1))
  const name = (found.get('b') ?? found.get('B'))?.slice(0, 3).toLowerCase()
  const month = name ? MONTHS.findIndex((each) => each.slice(0, 3).toLowerCase() === name) + 1 : number('m', 1)
  const day = utcDate(number('Y', 1970), month, number('d', 1))
  if (month < 1 || month > 12 || new Date(day).getUTCDate() !== number('d', 1))
    throw requestFailed(`Error parsing date string '${text}'`)
  return day
}

const $dateFromString: Expression = (doc, argument, options) => {
  const spec = argument as Doc
  const { dateString, format, timezone, onNull } = evalExpr(doc, { ...spec, onError: null }, options) as Doc
  if (dateString === undefined || dateString === null) return onNull ?? null
  try {
    if (typeof dateString !== 'string') throw requestFailed('$dateFromString requires that dateString be a string')
    return parseDate(dateString, format, timezone)
  } catch (error) {
    if (!('onError' in spec)) throw error
    return evalExpr(doc, spec['onError'], options)
  }
}

export const dateExpressions: Record<string, Expression> = {
  $year: part((wall) => wall.getUTCFullYear()),
  $month: part((wall) => wall.getUTCMonth() + 1),
  $dayOfMonth: part((wall) => wall.getUTCDate()),
  $hour: part((wall) => wall.getUTCHours()),
  $minute: part((wall) => wall.getUTCMinutes()),
  $second: part((wall) => wall.getUTCSeconds()),
  $millisecond: part((wall) => wall.getUTCMilliseconds()),
  $dayOfWeek: part((wall) => wall.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $week: part(week),
  $isoDayOfWeek: part(isoDay),
  $isoWeek: part(isoWeek),
  $isoWeekYear: part(isoWeekYear),
  $dateToString,
  $dateToParts,
  $dateFromParts,
  $dateFromString,
}
