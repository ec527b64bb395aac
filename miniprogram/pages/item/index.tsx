import { useRouter } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { AsyncState } from '../../components/async-state/async-state'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Picture } from '../../components/picture/picture'
import { Price } from '../../components/price/price'
import { Why } from '../../components/price/why'
import { t } from '../../i18n'
import { customer } from '../../services/customer'
import type { ItemView } from '../../services/types'
import { usePolling } from '../../services/use-polling'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'
import { BuyBar } from './parts/buy-bar'
import { Ladder } from './parts/ladder'
import './index.css'

function ItemPage() {
  const who = useWho()
  const itemId = useRouter().params.id ?? ''
  const item = useRemote(`${who.key} ${itemId}`, () => customer.catalog.item({ itemId }))
  usePolling(item.refresh, 10_000)
  return (
    <Page title={t('item.title')} className="above-bottom-bar">
      <AsyncState state={item} skeleton="page">
        {(data) => <Item item={data} />}
      </AsyncState>
    </Page>
  )
}

function Item({ item }: { readonly item: ItemView }) {
  return (
    <>
      <Picture picture={item.picture} name={item.name} size="wide" />
      <View className="card item__head">
        <View className="row row--between item__line">
          <Price amountFen={item.unitFen} listFen={item.listUnitFen} unit={item.unit} size="large" />
          <Usable item={item} />
        </View>
        <Why reasons={item.why} />
        <View className="item__name">{item.name}</View>
        {item.spec !== '' && <View className="soft">{item.spec}</View>}
      </View>
      <Ladder item={item} />
      <View className="card">
        <Facts item={item} />
        {item.description !== '' && <View className="item__description">{item.description}</View>}
      </View>
      <BuyBar item={item} />
    </>
  )
}

function Usable({ item }: { readonly item: ItemView }) {
  if (!item.isActive) return <Text className="item__usable item__usable--none">{t('item.inactive')}</Text>
  if (item.usable <= 0) return <Text className="item__usable item__usable--none">{t('item.none')}</Text>
  return <Text className="item__usable figure">{t('item.usableUnit', { count: item.usable, unit: item.unit })}</Text>
}

function Facts({ item }: { readonly item: ItemView }) {
  const facts = [
    { name: t('item.code'), value: item.code },
    { name: t('item.barcode'), value: item.barcode },
  ].filter((fact) => fact.value !== '')
  return (
    <>
      {facts.map((fact) => (
        <View key={fact.name} className="row item__fact">
          <Text className="quiet item__fact-name">{fact.name}</Text>
          <Text className="figure grow" selectable>
            {fact.value}
          </Text>
        </View>
      ))}
    </>
  )
}

export default guarded(ItemPage)
