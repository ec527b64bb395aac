import { Text, View } from '@tarojs/components'
import type { DeliveryAddress } from '../../services/types'
import { Icon } from '../icon/icon'
import './address-card.css'

/** Where a parcel goes: who, the phone as it was given to us, and the place in one line. */
export function AddressCard({ address, badge }: { readonly address: DeliveryAddress; readonly badge?: string }) {
  const { province, city, district, detail } = address
  return (
    <View className="address-card">
      <View className="address-card__icon">
        <Icon name="place" />
      </View>
      <View className="grow">
        <View className="address-card__who">
          <Text className="strong">{address.name}</Text>
          <Text className="figure">{address.phone}</Text>
          {badge !== undefined && <Text className="address-card__badge">{badge}</Text>}
        </View>
        <View className="quiet">
          {[province, city === province ? '' : city, district, detail].filter(Boolean).join(' ')}
        </View>
      </View>
    </View>
  )
}
