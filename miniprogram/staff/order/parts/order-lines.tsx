import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Picture } from '../../../components/picture/picture'
import { Price } from '../../../components/price/price'
import { Why } from '../../../components/price/why'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { formatMoney } from '../../../services/money'
import { StockFigures } from '../../parts/stock-figures/stock-figures'
import type { OrderLine, StaffOrder } from '../../parts/types'

/** What was ordered, at which price and why; the stock of a line on demand. */
export function OrderLines({ order }: { readonly order: StaffOrder }) {
  return (
    <View className="card">
      <View className="card__title">
        {t('staff.order.lines', { lines: order.lineCount, pieces: order.pieceCount })}
      </View>
      {order.lines.map((line) => (
        <Line key={line.itemId} line={line} />
      ))}
    </View>
  )
}

function Line({ line }: { readonly line: OrderLine }) {
  const [isStockShown, setStockShown] = useState(false)
  return (
    <View className="staff-line">
      <Picture picture={line.picture} name={line.name} size="small" />
      <View className="grow">
        <View className="staff-line__name">{line.name}</View>
        <View className="quiet">{[line.code, line.spec].filter(Boolean).join(' · ')}</View>
        <View className="row row--between staff-line__sum">
          <Text className="figure">
            {formatMoney(line.unitFen)} × {line.quantity} {line.unit}
          </Text>
          <Price amountFen={line.lineFen} size="small" />
        </View>
        <View className="row row--between">
          <View className="grow">{line.unitFen !== line.listUnitFen && <Why reasons={line.why} />}</View>
          <Button
            text={t(isStockShown ? 'staff.order.hideStock' : 'staff.order.stock')}
            look="quiet"
            size="small"
            onTap={() => setStockShown(!isStockShown)}
          />
        </View>
      </View>
      {isStockShown && <StockFigures itemId={line.itemId} unit={line.unit} />}
    </View>
  )
}
