import { Text, View } from '@tarojs/components'
import { AddressCard } from '../../components/address-card/address-card'
import { AsyncState } from '../../components/async-state/async-state'
import { Button } from '../../components/button/button'
import { Icon } from '../../components/icon/icon'
import { OrderLines } from '../../components/order-lines/order-lines'
import { OrderStateBadge } from '../../components/order-state/order-state'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Price } from '../../components/price/price'
import { Tap } from '../../components/tap/tap'
import { Timeline } from '../../components/timeline/timeline'
import { t } from '../../i18n'
import { open } from '../../services/go'
import { copy } from '../../services/phone'
import type { OrderView, TimelineEntry } from '../../services/types'
import { useOrder } from './use-order'
import './index.css'

function OrderPage() {
  const order = useOrder()
  return (
    <Page title={t('order.title')} className="above-bottom-bar">
      <AsyncState state={order.state}>
        {(view) => (
          <>
            <Head view={view} isJustPlaced={order.isJustPlaced} />
            <Parcel view={view} />
            {view.address && (
              <View className="card">
                <View className="card__title">{t('order.address')}</View>
                <AddressCard address={view.address} />
                {view.note !== '' && <View className="order__note quiet">{`${t('order.note')}：${view.note}`}</View>}
              </View>
            )}
            <View className="card">
              <View className="card__title">{t('order.lines')}</View>
              <OrderLines lines={view.lines} />
              <View className="row row--between order__total">
                <Text>{t('order.total')}</Text>
                <Price amountFen={view.totalFen} />
              </View>
            </View>
            <View className="card">
              <View className="card__title">{t('order.timeline')}</View>
              <Timeline rows={toRows(view.timeline)} />
            </View>
            <OrderBar view={view} order={order} />
          </>
        )}
      </AsyncState>
    </Page>
  )
}

function Head({ view, isJustPlaced }: { readonly view: OrderView; readonly isJustPlaced: boolean }) {
  return (
    <View className="card" role="status">
      <View className="row row--between">
        <Text className="order__state">
          {isJustPlaced && view.state === 'review' ? t('confirm.placed') : t(`order.state.${view.state}`)}
        </Text>
        <OrderStateBadge state={view.state} />
      </View>
      <View className="soft">{t(`order.hint.${view.state}`)}</View>
      <Tap
        className="row order__number quiet"
        label={`${t('common.copy')} ${view.number}`}
        onTap={() => void copy(view.number)}
      >
        <Text className="figure">{`${t('order.number')} ${view.number}`}</Text>
        <Icon name="copy" size="small" />
      </Tap>
    </View>
  )
}

function Parcel({ view }: { readonly view: OrderView }) {
  if (view.waybillNumber === null) return null
  return (
    <View className="list">
      <Tap className="list__item" role="link" onTap={() => open('tracking', { id: view.id })}>
        <Icon name="truck" />
        <View className="grow">
          <View>{t('order.track')}</View>
          <View className="quiet figure">{view.waybillNumber}</View>
        </View>
        <Icon name="right" size="small" />
      </Tap>
    </View>
  )
}

function toRows(timeline: readonly TimelineEntry[]) {
  return timeline
    .map((entry, index) => ({
      key: `${entry.at}${index}`,
      title: t(`order.state.${entry.state}`),
      at: entry.at,
      text: [wordBy(entry.by), entry.note].filter(Boolean).join(' · '),
    }))
    .reverse()
}

function wordBy(by: string): string {
  if (by === 'customer') return t('order.byCustomer')
  return by === 'system' ? t('order.bySystem') : by
}

function OrderBar({ view, order }: { readonly view: OrderView; readonly order: ReturnType<typeof useOrder> }) {
  return (
    <View className="bottom-bar">
      {view.canCancel && (
        <Button look="bad" text={t('order.cancel')} isBusy={order.isCancelling} onTap={() => void order.cancel()} />
      )}
      <Button className="grow" look="second" text={t('order.buyAgain')} onTap={() => order.buyAgain(view)} />
      {view.waybillNumber !== null && (
        <Button className="grow" look="main" text={t('order.track')} onTap={() => open('tracking', { id: view.id })} />
      )}
    </View>
  )
}

export default guarded(OrderPage)
