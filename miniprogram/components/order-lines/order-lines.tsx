import { Text, View } from '@tarojs/components'
import { t } from '../../i18n'
import { formatMoney } from '../../services/money'
import type { ShortLine } from '../../services/short-lines'
import type { OrderView } from '../../services/types'
import { Picture } from '../picture/picture'
import { Why } from '../price/why'
import './order-lines.css'

type Line = OrderView['lines'][number]

interface OrderLinesProps {
  readonly lines: readonly Line[]
  readonly short?: readonly ShortLine[]
}

/** The lines of an order as the shop priced them, with the reason of each price; a short one says so in red. */
export function OrderLines({ lines, short = [] }: OrderLinesProps) {
  return (
    <View className="order-lines" role="list">
      {lines.map((line) => (
        <OrderLine key={line.itemId} line={line} short={short.find((one) => one.itemId === line.itemId)} />
      ))}
    </View>
  )
}

function OrderLine({ line, short }: { readonly line: Line; readonly short: ShortLine | undefined }) {
  const isReduced = line.listUnitFen > line.unitFen
  return (
    <View className="order-lines__line" role="listitem">
      <Picture picture={line.picture} name={line.name} size="small" />
      <View className="grow">
        <View className="order-lines__name">{line.name}</View>
        <View className="quiet">{line.spec}</View>
        {short !== undefined && (
          <View className="order-lines__short figure">
            {t('cart.shortLine', { usable: Math.max(0, short.usable), short: short.asked - Math.max(0, short.usable) })}
          </View>
        )}
        <View className="order-lines__sum figure">
          <Text className="soft small">
            {formatMoney(line.unitFen)} × {line.quantity} {line.unit}
          </Text>
          <Text className="strong">{formatMoney(line.lineFen)}</Text>
        </View>
        {isReduced && <Why reasons={line.why} />}
      </View>
    </View>
  )
}
