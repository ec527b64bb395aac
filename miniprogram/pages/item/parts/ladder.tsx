import { Text, View } from '@tarojs/components'
import { t } from '../../../i18n'
import { formatMoney } from '../../../services/money'
import type { ItemView } from '../../../services/types'
import './ladder.css'

/** What one piece costs from each quantity on; nothing when the price does not depend on the quantity. */
export function Ladder({ item }: { readonly item: ItemView }) {
  if (item.ladder.length < 2) return null
  return (
    <View className="card">
      <View className="card__title">{t('item.ladder')}</View>
      <View className="ladder" role="list">
        {item.ladder.map((step) => (
          <View key={step.minQuantity} className="ladder__step" role="listitem">
            <Text className="quiet figure">{t('item.from', { count: step.minQuantity, unit: item.unit })}</Text>
            <Text className="strong figure">{formatMoney(step.unitFen)}</Text>
          </View>
        ))}
      </View>
    </View>
  )
}
