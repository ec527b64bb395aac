import { Text, View } from '@tarojs/components'
import { Icon } from '../../../components/icon/icon'
import { Price } from '../../../components/price/price'
import { Why } from '../../../components/price/why'
import { Stepper } from '../../../components/stepper/stepper'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import type { StaffQuotedLine } from '../../parts/types'

interface QuoteLineProps {
  readonly item: { readonly name: string; readonly quantity: number }
  /** Missing until the first answer is in. */
  readonly line: StaffQuotedLine | undefined
  /** The figures belong to an earlier question. */
  readonly isStale: boolean
  readonly onQuantity: (quantity: number) => void
  readonly onRemove: () => void
}

/** One item at the customer's price, with why, the stock, and what is short in red. */
export function QuoteLine({ item, line, isStale, onQuantity, onRemove }: QuoteLineProps) {
  return (
    <View className={`quote-line${isStale ? ' quote-line--stale' : ''}`}>
      <View className="row row--between row--top">
        <View className="grow">
          <View className="quote-line__name">{line?.name ?? item.name}</View>
          {line && <View className="quiet">{[line.code, line.spec].filter(Boolean).join(' · ')}</View>}
        </View>
        <Tap
          className="staff-icon-button quote-line__remove"
          label={t('staff.quote.remove', { name: item.name })}
          onTap={onRemove}
        >
          <Icon name="trash" />
        </Tap>
      </View>
      {line && (
        <>
          <Price amountFen={line.unitFen} listFen={line.listUnitFen} unit={line.unit} />
          <Why reasons={line.why} />
          <View className="quote-line__stock">
            <Text className="quiet figure">{t('staff.quote.stock', { onHand: line.onHand, usable: line.usable })}</Text>
            {line.short > 0 && (
              <Text className="staff-chip staff-chip--bad figure">{t('staff.quote.short', { short: line.short })}</Text>
            )}
          </View>
        </>
      )}
      <View className="row row--between">
        <Stepper quantity={item.quantity} label={item.name} onChange={onQuantity} />
        {line && <Price amountFen={line.lineFen} size="normal" />}
      </View>
    </View>
  )
}
