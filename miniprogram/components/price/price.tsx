import { Text, View } from '@tarojs/components'
import { t } from '../../i18n'
import { formatMoney, formatYuan } from '../../services/money'
import './price.css'

interface PriceProps {
  readonly amountFen: number
  readonly size?: 'small' | 'normal' | 'large'
  /** The list price is struck through beside it when it is higher. */
  readonly listFen?: number
  readonly unit?: string
}

/** An amount of money in figures that stand under one another. */
export function Price({ amountFen, size = 'normal', listFen, unit }: PriceProps) {
  const isReduced = listFen !== undefined && listFen > amountFen
  return (
    <View className={`price price--${size}`}>
      <View className="price__own">
        <Text className="price__sign">¥</Text>
        <Text className="price__amount figure">{formatYuan(amountFen)}</Text>
      </View>
      {unit !== undefined && unit !== '' && <Text className="price__unit">/{unit}</Text>}
      {isReduced && (
        <Text className="price__list figure" aria-label={`${t('price.list')} ${formatMoney(listFen)}`}>
          {formatMoney(listFen)}
        </Text>
      )}
    </View>
  )
}
