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

describe('the words of the screens', () => {
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
