import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { chosenAddressStore, pickAddress, toDelivery } from '../../services/addresses'
import { removeFromCart } from '../../services/cart'
import { takeWhatIsLeft } from '../../services/cart-lines'
import { beginCheckout, endCheckout, readCheckout, type Checkout } from '../../services/checkout'
import { customer } from '../../services/customer'
import { useDraft } from '../../services/draft'
import { replace } from '../../services/go'
import { toRefused, type Refused } from '../../services/refused'
import { readShortLines } from '../../services/short-lines'
import { useStore } from '../../services/store'
import type { OrderView } from '../../services/types'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'

/** The order list as the shop prices it, the address, and the one press that makes it an order. */
export function useConfirm() {
  const who = useWho()
  const chosenId = useStore(chosenAddressStore)
  const [checkout, setCheckout] = useState(readCheckout)
  const [refusal, setRefusal] = useState<Refused>()
  const [isPlacing, setPlacing] = useState(false)
  const note = useDraft('order-note', { text: '' })

  const profile = useRemote(who.key, () => customer.profile.get({}))
  const list = useRemote(checkout ? `${who.key} ${checkout.requestId}` : null, () => draftOrder(checkout))
  useDidShow(() => {
    // Back from writing a new address.
    if (profile.data) void profile.refresh()
  })
  const address = pickAddress(profile.data, chosenId)
  const short = readShortLines(refusal)

  async function place(): Promise<void> {
    if (!checkout || !address || isPlacing) return
    setPlacing(true)
    setRefusal(undefined)
    try {
      finish(checkout, await placeOrder(checkout, toDelivery(address), note.draft.text))
      note.done()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setPlacing(false)
  }

  /** The short lines cut to what is there, as a new order list to be looked at and confirmed. */
  async function takeLeft(): Promise<void> {
    if (!checkout) return
    setRefusal(undefined)
    setCheckout(await beginCheckout(takeWhatIsLeft(checkout.lines, short), checkout.isFromCart))
  }

  return { who, checkout, profile, list, address, note, refusal, short, isPlacing, place, takeLeft }
}

async function draftOrder(checkout: Checkout | undefined): Promise<OrderView> {
  const { requestId = '', lines = [] } = checkout ?? {}
  return customer.order.draft({ requestId, lines: [...lines] })
}

/** An earlier press whose answer was lost may have made the order with other words; then that order is the answer. */
async function placeOrder(
  { requestId, lines }: Checkout,
  address: ReturnType<typeof toDelivery>,
  note: string,
): Promise<string> {
  try {
    return (await customer.order.place({ requestId, lines: [...lines], address, note })).id
  } catch (error) {
    const { code, fields } = toRefused(error)
    if (code === 'ORDER.REQUEST_REUSED' && typeof fields.orderId === 'string') return fields.orderId
    throw error
  }
}

function finish(checkout: Checkout, orderId: string): void {
  endCheckout()
  if (checkout.isFromCart) removeFromCart(checkout.lines.map((line) => line.itemId))
  replace('order', { id: orderId, placed: '1' })
}
