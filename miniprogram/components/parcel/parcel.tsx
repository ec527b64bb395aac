import { Text, View } from '@tarojs/components'
import { t } from '../../i18n'
import { callNumber, copy } from '../../services/phone'
import type { Carrier, Tracking } from '../../services/types'
import { Empty } from '../empty/empty'
import { Icon } from '../icon/icon'
import { Tap } from '../tap/tap'
import { Timeline } from '../timeline/timeline'
import './parcel.css'

/** The carriers' own service numbers. */
const HOTLINES: Record<Carrier, string> = {
  SF: '95338',
  YTO: '95554',
  ZTO: '95311',
  YUNDA: '95546',
  STO: '95543',
  EMS: '11183',
  JD: '950616',
}

/** Where a parcel is: state, when it is expected, who carries it, and what happened, newest first. */
export function Parcel({ tracking }: { readonly tracking: Tracking }) {
  return (
    <>
      <View className="card" role="status">
        <View className="parcel__state">{t(`tracking.state.${tracking.state}`)}</View>
        {tracking.expected !== null && <View className="parcel__expected">{tracking.expected}</View>}
        <View className="quiet figure">{`${t('tracking.order')} ${tracking.orderNumber}`}</View>
      </View>
      <CarrierCard tracking={tracking} />
      {tracking.receiver && (
        <View className="card">
          <View className="card__title">{t('tracking.receiver')}</View>
          <View className="figure">{`${tracking.receiver.name} ${tracking.receiver.phone}`}</View>
          <View className="quiet">{tracking.receiver.place}</View>
        </View>
      )}
      <Events tracking={tracking} />
    </>
  )
}

function CarrierCard({ tracking }: { readonly tracking: Tracking }) {
  const { carrier, waybillNumber } = tracking
  const hotline = HOTLINES[carrier]
  return (
    <View className="list">
      <Tap
        className="list__item"
        label={`${t('common.copy')} ${t('tracking.waybill')} ${waybillNumber}`}
        onTap={() => void copy(waybillNumber)}
      >
        <Icon name="truck" />
        <View className="grow">
          <View className="strong">{t(`carrier.${carrier}`)}</View>
          <Text className="soft figure">{waybillNumber}</Text>
        </View>
        <Icon name="copy" size="small" />
      </Tap>
      <Tap className="list__item" onTap={() => void callNumber(hotline)}>
        <Icon name="phone" />
        <Text className="grow figure">{t('tracking.callCarrier', { phone: hotline })}</Text>
        <Icon name="right" size="small" />
      </Tap>
    </View>
  )
}

function Events({ tracking }: { readonly tracking: Tracking }) {
  const rows = tracking.events
    .map((event, index) => ({
      key: `${event.at}${index}`,
      title: t(`tracking.state.${event.state}`),
      at: event.at,
      text: event.text,
    }))
    .reverse()
  return (
    <View className="card">
      <View className="card__title">{t('tracking.events')}</View>
      {rows.length === 0 ? <Empty icon="clock" title={t('tracking.empty')} /> : <Timeline rows={rows} />}
    </View>
  )
}
