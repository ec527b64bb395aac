import { keep, readKept } from '../services/storage'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'language'

let active: Language = readLanguage()

function readLanguage(): Language {
  const asked = process.env.TARO_ENV === 'h5' ? new URLSearchParams(window.location.search).get('lang') : undefined
  return LANGUAGES.find((one) => one === (asked ?? readKept<string>(KEY))) ?? 'zh-CN'
}

/** The language of the screens; Chinese unless the person chose otherwise. */
export function currentLanguage(): Language {
  return active
}

/** Changes the language; the caller opens the start page anew, so that every page is drawn in it. */
export function chooseLanguage(language: Language): void {
  keep(KEY, language)
  active = language
}
