import { Text, View } from '@tarojs/components'
import { Icon } from '../../../components/icon/icon'
import { AsyncState } from '../../../components/async-state/async-state'
import { Tap } from '../../../components/tap/tap'
import { Timeline } from '../../../components/timeline/timeline'
import { t } from '../../../i18n'
import { copy } from '../../../services/phone'
import { staff } from '../../../services/staff'
import { usePolling } from '../../../services/use-polling'
import { useRemote } from '../../../services/use-remote'
import type { Tracking } from '../../../services/types'
import './parcel.css'

/** Where the parcel of a sent order is (#105); follows by itself. */
export function Parcel({ orderId }: { readonly orderId: string }) {
  const tracking = useRemote(orderId, () => staff.shipment.tracking({ orderId }))
  usePolling(tracking.refresh)
  return (
    <View className="card">
      <View className="card__title">{t('staff.order.parcel')}</View>
      <AsyncState state={tracking}>{(shown) => <Tracked tracking={shown} />}</AsyncState>
    </View>
  )
}

function Tracked({ tracking }: { readonly tracking: Tracking }) {
  const rows = tracking.events
    .map((event, index) => ({
      key: `${index}`,
      title: t(`tracking.state.${event.state}`),
      at: event.at,
      text: event.text,
    }))
    .reverse()
  return (
    <>
      <View className="row">
        <Icon name="truck" />
        <View className="grow">
          <Text className="strong">{t(`tracking.state.${tracking.state}`)}</Text>
          {tracking.expected !== null && <Text className="parcel__expected">{tracking.expected}</Text>}
          <View className="quiet figure">
            {t(`carrier.${tracking.carrier}`)} {tracking.waybillNumber}
          </View>
        </View>
        <Tap
          className="staff-icon-button"
          label={t('staff.order.copyWaybill')}
          onTap={() => void copy(tracking.waybillNumber)}
        >
          <Icon name="copy" />
        </Tap>
      </View>
      <View className="parcel__events">
        {rows.length === 0 ? <Text className="quiet">{t('staff.ship.noTracking')}</Text> : <Timeline rows={rows} />}
      </View>
    </>
  )
}
