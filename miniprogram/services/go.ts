import Taro from '@tarojs/taro'
import { CUSTOMER_START } from './start'

type Tab = 'home' | 'category' | 'cart' | 'me'

/** Opens a customers' page above this one. */
export function open(page: string, values: Readonly<Record<string, string>> = {}): void {
  void Taro.navigateTo({ url: address(page, values) })
}

/** Opens a customers' page in place of this one. */
export function replace(page: string, values: Readonly<Record<string, string>> = {}): void {
  void Taro.redirectTo({ url: address(page, values) })
}

/** Opens one of the four tabs. */
export function openTab(tab: Tab): void {
  void Taro.switchTab({ url: `/pages/${tab}/index` })
}

/** Back to where the person came from, or to the shop's front when this page was opened by itself. */
export function goBack(): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else void Taro.reLaunch({ url: CUSTOMER_START })
}

function address(page: string, values: Readonly<Record<string, string>>): string {
  const query = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/pages/${page}/index${query.length > 0 ? `?${query.join('&')}` : ''}`
}
