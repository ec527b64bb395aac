import { View } from '@tarojs/components'
import { AddressCard } from '../../../components/address-card/address-card'
import { staff } from '../../../services/staff'
import { useRemote } from '../../../services/use-remote'

/** The receiver of the note's order, to write on the box; while it is loading the note can be picked all the same. */
export function ShipTo({ orderId }: { readonly orderId: string }) {
  const order = useRemote(orderId, () => staff.order.get({ orderId }))
  const address = order.data?.address
  if (!address) return null
  return (
    <View className="ship-to">
      <AddressCard address={address} />
    </View>
  )
}
