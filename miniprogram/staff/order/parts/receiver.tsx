import { Text, View } from '@tarojs/components'
import { AddressCard } from '../../../components/address-card/address-card'
import { Icon } from '../../../components/icon/icon'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { callNumber, copy } from '../../../services/phone'
import type { DeliveryAddress } from '../../../services/types'
import type { StaffOrder } from '../../parts/types'

/** Where it goes and what the customer asks for; the phone as the shop gives it. */
export function Receiver({ order }: { readonly order: StaffOrder }) {
  const { address, note } = order
  return (
    <View className="card">
      <View className="card__title">{t('staff.order.receiver')}</View>
      {address ? <Place address={address} /> : <Text className="quiet">{t('staff.order.noAddress')}</Text>}
      {note !== '' && (
        <View className="staff-order__note">
          <Text className="quiet">{t('staff.order.note')}</Text>
          <View>{note}</View>
        </View>
      )}
    </View>
  )
}

function Place({ address }: { readonly address: DeliveryAddress }) {
  const { name, phone, province, city, district, detail } = address
  const whole = [name, phone, province, city, district, detail].join(' ')
  // A masked number can be read but not called.
  const isCallable = /^\d+$/.test(phone)
  return (
    <View className="row row--top">
      <AddressCard address={address} />
      <Tap className="staff-icon-button" label={t('common.copy')} onTap={() => void copy(whole)}>
        <Icon name="copy" />
      </Tap>
      {isCallable && (
        <Tap className="staff-icon-button" label={t('staff.call')} onTap={() => void callNumber(phone)}>
          <Icon name="phone" />
        </Tap>
      )}
    </View>
  )
}
