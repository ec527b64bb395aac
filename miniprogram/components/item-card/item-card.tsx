import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import type { ItemCard as Item } from '../../services/types'
import { Picture } from '../picture/picture'
import { Price } from '../price/price'
import { Tap } from '../tap/tap'
import './item-card.css'

/** An item in a list: picture, name, spec and the caller's own price; opens the item. */
export function ItemCard({ item, onOpen }: { readonly item: Item; readonly onOpen?: (item: Item) => void }) {
  const open = onOpen ?? openItem
  return (
    <Tap className="item-card" role="link" onTap={() => open(item)}>
      <Picture picture={item.picture} name={item.name} />
      <View className="item-card__body">
        <View className="item-card__name">{item.name}</View>
        <Text className="item-card__spec">{[item.spec, item.code].filter(Boolean).join(' · ')}</Text>
        <Price amountFen={item.unitFen} listFen={item.listUnitFen} unit={item.unit} />
      </View>
    </Tap>
  )
}

function openItem(item: Item): void {
  void Taro.navigateTo({ url: `/pages/item/index?id=${item.id}` })
}
