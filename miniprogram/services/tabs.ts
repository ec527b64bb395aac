import Taro from '@tarojs/taro'
import { currentLanguage, t } from '../i18n'

const KEYS = ['tab.home', 'tab.category', 'tab.cart', 'tab.me'] as const

let named = 'zh-CN'

/** Puts the tabs' names into the language of the moment; they are written in Chinese in app.config.ts. */
export function nameTabs(): void {
  const language = currentLanguage()
  if (named === language) return
  named = language
  KEYS.forEach((key, index) => {
    Promise.resolve(Taro.setTabBarItem({ index, text: t(key) })).catch(() => undefined)
  })
}
