import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { en } from '../../miniprogram/i18n/en'
import { errorsEn } from '../../miniprogram/i18n/errors.en'
import { errorsZhCN } from '../../miniprogram/i18n/errors.zh-CN'
import { fill } from '../../miniprogram/i18n/fill'
import { staffEn } from '../../miniprogram/i18n/staff.en'
import { staffZhCN } from '../../miniprogram/i18n/staff.zh-CN'
import { zhCN } from '../../miniprogram/i18n/zh-CN'

const chinese: Record<string, string> = { ...zhCN, ...staffZhCN, ...errorsZhCN }
const english: Record<string, string> = { ...en, ...staffEn, ...errorsEn }

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()

/** Every code in the sources of the business that a caller can be refused with. */
function refusalCodes(): string[] {
  const root = path.join(__dirname, '../../src')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!test)\.ts$/.test(file))
  const found = files.flatMap(
    (file) => readFileSync(path.join(root, file), 'utf8').match(/'[A-Z_]{2,}\.[A-Z_]{2,}'/g) ?? [],
  )
  return [...new Set(found.map((code) => code.slice(1, -1)))].filter((code) => !NOT_FOR_PEOPLE.test(code))
}

/** Only other systems meet these, or the client shows them in the words of AUTH.NEEDED. */
const NOT_FOR_PEOPLE = /^(AUTH\.EXPIRED|PUSH\..*)$/

describe('the words of the screens', () => {
  it('has a sentence for every code that people can be refused with', () => {
    const codes = refusalCodes()
    expect(codes.length).toBeGreaterThan(30)
    expect(codes.filter((code) => chinese[`error.${code}`] === undefined)).toEqual([])
  })

  it('has the same keys in Chinese and English, none of them twice', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort())
    const parts = [zhCN, staffZhCN, errorsZhCN].flatMap((part) => Object.keys(part))
    expect(parts.length).toBe(new Set(parts).size)
  })

  it.each(Object.keys(chinese))('fills the same figures in both languages: %s', (key) => {
    expect(placesOf(english[key] ?? '')).toEqual(placesOf(chinese[key] ?? ''))
    expect(chinese[key]?.trim()).not.toBe('')
  })

  it('fills figures in, also 0, and leaves a place without a value visible', () => {
    expect(fill('缺 {count}，可订 {usable}', { count: 1, usable: 0 })).toBe('缺 1，可订 0')
    expect(fill('缺 {count}')).toBe('缺 {count}')
  })
})
