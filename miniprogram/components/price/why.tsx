import { Text } from '@tarojs/components'
import { t } from '../../i18n'
import { formatMoney, formatPercent } from '../../services/money'
import type { PriceReason } from '../../services/types'

/** Why this price (#166), in one line: 列表价 ¥100.00，优等客户 -10%. The shop names the rules, this only words them. */
export function Why({ reasons }: { readonly reasons: readonly PriceReason[] }) {
  const parts = reasons.map(wordReason)
  return <Text className="quiet">{parts.join('，')}</Text>
}

function wordReason(reason: PriceReason): string {
  if (reason.rule === 'list') return t('why.list', { price: formatMoney(reason.unitFen) })
  const percent = formatPercent(reason.discountBasisPoints)
  if (reason.rule === 'volume') return t('why.volume', { percent })
  return reason.discountBasisPoints === 0
    ? t('why.plain', { name: reason.name })
    : t('why.level', { name: reason.name, percent })
}
