import Taro from '@tarojs/taro'
import { keep, readKept } from './storage'
import { createStore } from './store'
import { MAX_LINES, MAX_QUANTITY, putLine, type CartLine } from './cart-lines'

const KEY = 'cart'
const CART_TAB = 2

/** The cart of this device: ids, quantities and ticks only. Prices and stock are asked for each time it is shown. */
export const cartStore = createStore<readonly CartLine[]>(readKept<CartLine[]>(KEY) ?? [])

function write(lines: readonly CartLine[]): void {
  keep(KEY, lines)
  cartStore.write(lines)
  showCartBadge()
}

/** Adds to what is there already; false = the cart holds as many kinds of goods as one order may have. */
export function addToCart(itemId: string, quantity: number): boolean {
  const lines = cartStore.read()
  const known = lines.find((line) => line.itemId === itemId)
  if (!known && lines.length >= MAX_LINES) return false
  const total = Math.min((known?.quantity ?? 0) + quantity, MAX_QUANTITY)
  write(putLine(lines, { itemId, quantity: total, isSelected: true }))
  return true
}

/** Sets the quantity of a line that is in the cart. */
export function setCartQuantity(itemId: string, quantity: number): void {
  write(cartStore.read().map((line) => (line.itemId === itemId ? { ...line, quantity } : line)))
}

/** Ticks or unticks lines. */
export function selectInCart(itemIds: readonly string[], isSelected: boolean): void {
  write(cartStore.read().map((line) => (itemIds.includes(line.itemId) ? { ...line, isSelected } : line)))
}

/** Takes lines out, for instance once they are ordered. */
export function removeFromCart(itemIds: readonly string[]): void {
  write(cartStore.read().filter((line) => !itemIds.includes(line.itemId)))
}

/** The number of kinds of goods on the cart's tab; silent where the tab bar is not on the screen. */
export function showCartBadge(): void {
  const count = cartStore.read().length
  const shown =
    count > 0
      ? Taro.setTabBarBadge({ index: CART_TAB, text: String(count) })
      : Taro.removeTabBarBadge({ index: CART_TAB })
  // WeChat refuses while a page without a tab bar is open; the tab pages call this again when they are shown.
  Promise.resolve(shown).catch(() => undefined)
}
