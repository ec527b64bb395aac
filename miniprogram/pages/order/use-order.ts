import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { addToCart } from '../../services/cart'
import { MAX_LINES } from '../../services/cart-lines'
import { customer } from '../../services/customer'
import { openTab } from '../../services/go'
import { confirm, say } from '../../services/phone'
import { toRefused } from '../../services/refused'
import type { OrderView } from '../../services/types'
import { usePolling } from '../../services/use-polling'
import { usePullDown } from '../../services/use-pull-down'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'
import { describe, t } from '../../i18n'

/** One order, kept up to date while it is looked at, and what its customer may do with it. */
export function useOrder() {
  const who = useWho()
  const { id: orderId = '', placed } = useRouter().params
  const state = useRemote(`${who.key} ${orderId}`, () => customer.order.get({ orderId }))
  const [isCancelling, setCancelling] = useState(false)
  usePolling(state.refresh)
  usePullDown(state.refresh)

  async function cancel(): Promise<void> {
    if (!(await confirm(t('order.cancel'), t('order.cancelAsk'), t('order.cancel')))) return
    setCancelling(true)
    try {
      state.put(await customer.order.cancel({ orderId }))
      say(t('order.cancelled'), true)
    } catch (error) {
      say(describe(toRefused(error)))
      await state.refresh()
    }
    setCancelling(false)
  }

  return { state, isJustPlaced: placed === '1', isCancelling, cancel, buyAgain }
}

/** The same goods into the cart; prices are asked for anew there (#164). */
function buyAgain(order: OrderView): void {
  const isAllIn = order.lines.every((line) => addToCart(line.itemId, line.quantity))
  say(isAllIn ? t('order.buyAgainDone') : t('cart.full', { count: MAX_LINES }))
  openTab('cart')
}
