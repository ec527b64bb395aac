import { isSignInNeeded, type Refused } from '../services/refused'
import { en } from './en'
import { errorsEn } from './errors.en'
import { errorsZhCN } from './errors.zh-CN'
import { fill, type Values } from './fill'
import { currentLanguage } from './language'
import { staffEn } from './staff.en'
import { staffZhCN } from './staff.zh-CN'
import { zhCN } from './zh-CN'

export { chooseLanguage, currentLanguage, LANGUAGES, type Language } from './language'

const words = {
  'zh-CN': { ...zhCN, ...staffZhCN, ...errorsZhCN },
  en: { ...en, ...staffEn, ...errorsEn },
} satisfies Record<string, Record<string, string>>

export type WordKey = keyof (typeof words)['zh-CN']

/** The words for a key in the active language, with figures filled in. */
export function t(key: WordKey, values?: Values): string {
  return fill(words[currentLanguage()][key], values)
}

/** A refusal in words: the text of its code with its figures, else a general sentence with the trace id to ask about. */
export function describe(error: Refused): string {
  const code = isSignInNeeded(error) ? 'AUTH.NEEDED' : error.code
  const key = `error.${code}`
  if (isWord(key)) return t(key, printable(error.fields))
  return error.traceId === undefined
    ? t('error.unknown', { code })
    : t('error.traced', { code, traceId: error.traceId })
}

function isWord(key: string): key is WordKey {
  return Object.prototype.hasOwnProperty.call(words['zh-CN'], key)
}

function printable(fields: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string | number] =>
      ['string', 'number'].includes(typeof pair[1]),
    ),
  )
}
