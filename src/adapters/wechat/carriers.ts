/** WeChat's names of carriers where they differ from ours. */
const wechatNames: Readonly<Record<string, string>> = { JD: 'JDL' }
const ourNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(wechatNames).map(([ours, theirs]) => [theirs, ours]),
)

/** WeChat's `delivery_id` for one of our carriers. */
export function deliveryIdOf(carrier: string): string {
  return wechatNames[carrier] ?? carrier
}

/** Our carrier for WeChat's `DeliveryID`. */
export function carrierOf(deliveryId: string): string {
  return ourNames[deliveryId] ?? deliveryId
}
