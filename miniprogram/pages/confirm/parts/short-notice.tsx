import { View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { takeWhatIsLeft } from '../../../services/cart-lines'
import type { Checkout } from '../../../services/checkout'
import { goBack } from '../../../services/go'
import type { ShortLine } from '../../../services/short-lines'
import './short-notice.css'

interface ShortNoticeProps {
  readonly short: readonly ShortLine[]
  readonly checkout: Checkout | undefined
  readonly onTakeLeft: () => void
}

/** Somebody was quicker: which lines are short, by the shop's figures, and the offer to take what is left. */
export function ShortNotice({ short, checkout, onTakeLeft }: ShortNoticeProps) {
  const isAnyLeft = takeWhatIsLeft(checkout?.lines ?? [], short).length > 0
  return (
    <View className="short-notice" role="alert">
      <View className="strong">{t('confirm.shortTitle')}</View>
      {short.map((line) => (
        <View key={line.itemId} className="small figure">
          {t('confirm.shortText', { name: line.name, asked: line.asked, usable: Math.max(0, line.usable) })}
        </View>
      ))}
      {!isAnyLeft && <View className="small">{t('confirm.noneLeft')}</View>}
      <View className="row short-notice__ways">
        <Button size="small" text={t('common.back')} onTap={goBack} />
        {isAnyLeft && <Button size="small" look="main" text={t('confirm.takeLeft')} onTap={onTakeLeft} />}
      </View>
    </View>
  )
}
