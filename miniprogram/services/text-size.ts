import Taro from '@tarojs/taro'
import { keep, readKept } from './storage'
import { createStore } from './store'

export const TEXT_SIZES = ['system', 'standard', 'large', 'huge'] as const
export type TextSize = (typeof TEXT_SIZES)[number]

const KEY = 'text-size'

/** How large the person wants the text; `system` follows the phone or browser. */
export const textSizeStore = createStore<TextSize>(TEXT_SIZES.find((one) => one === readKept<string>(KEY)) ?? 'system')

/** Keeps the choice; every open page follows at once. */
export function chooseTextSize(size: TextSize): void {
  keep(KEY, size)
  textSizeStore.write(size)
}

/** The class that sets the type scale of a page. */
export function textClass(size: TextSize): string {
  const shown = size === 'system' ? systemTextSize() : size
  return shown === 'standard' ? '' : ` text-${shown}`
}

/** WeChat says 17 for standard text and up to 23; a browser's root font is 16 px unless the person enlarged it. */
function systemTextSize(): Exclude<TextSize, 'system'> {
  const ratio = process.env.TARO_ENV === 'h5' ? rootFontPx() / 16 : wechatFontPx() / 17
  if (ratio >= 1.28) return 'huge'
  return ratio >= 1.1 ? 'large' : 'standard'
}

function rootFontPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
}

function wechatFontPx(): number {
  return (Taro.getAppBaseInfo() as { fontSizeSetting?: number }).fontSizeSetting ?? 17
}
