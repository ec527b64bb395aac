import Taro from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { Button } from '../../../components/button/button'
import { Icon } from '../../../components/icon/icon'
import { t } from '../../../i18n'
import { copy } from '../../../services/phone'
import { STAFF_START } from '../../../services/start'
import { formatTime } from '../../../services/time'
import { Parcel } from '../../parts/parcel/parcel'
import type { DeliveryNote } from '../../parts/types'

/** The parcel is on its way: its number, large and to copy, and where it is. */
export function Sent({ note }: { readonly note: DeliveryNote }) {
  const number = note.waybillNumber ?? ''
  useEffect(() => {
    // The form that was here was longer: start at the number, not in the middle of nowhere.
    void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
  }, [])
  return (
    <>
      <View className="card sent" role="status">
        <View className="sent__mark">
          <Icon name="check" size="large" />
        </View>
        <View className="sent__title">{t('staff.ship.sent')}</View>
        <View className="quiet">{note.carrier !== null && t(`carrier.${note.carrier}`)}</View>
        <View className="sent__number figure">{number}</View>
        {note.sentAt !== null && (
          <View className="quiet figure">{t('staff.ship.sentAt', { time: formatTime(note.sentAt) })}</View>
        )}
        <View className="sent__ways">
          <Button text={t('common.copy')} onTap={() => void copy(number)} />
          <Button
            text={t('staff.ship.toOrder')}
            onTap={() => void Taro.redirectTo({ url: `/staff/order/index?id=${note.orderId}` })}
          />
          <Button text={t('staff.ship.toDesk')} look="main" onTap={() => void Taro.reLaunch({ url: STAFF_START })} />
        </View>
      </View>
      <Parcel orderId={note.orderId} />
    </>
  )
}
