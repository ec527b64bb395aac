import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Picture } from '../../../components/picture/picture'
import { t } from '../../../i18n'
import { usePolling } from '../../../services/use-polling'
import type { ItemCard } from '../../../services/types'
import { StockTable, useOnHand } from '../../parts/stock-figures/stock-figures'
import { ReceiveForm } from './receive-form'

/** Where the pieces of one item lie, and taking more in. */
export function ItemStock({ item, canReceive }: { readonly item: ItemCard; readonly canReceive: boolean }) {
  const stock = useOnHand(item.id)
  const [isReceiving, setReceiving] = useState(false)
  usePolling(stock.refresh)
  const received = () => {
    setReceiving(false)
    void stock.refresh()
  }
  return (
    <View>
      <View className="row">
        <Picture picture={item.picture} name={item.name} size="small" />
        <View className="grow">
          <View className="strong">{item.name}</View>
          <View className="quiet">{[item.code, item.spec].filter(Boolean).join(' · ')}</View>
        </View>
      </View>
      <StockTable stock={stock} unit={item.unit} />
      {canReceive && !isReceiving && (
        <Button
          className="staff-form__foot"
          text={t('staff.stock.receive')}
          look="main"
          onTap={() => setReceiving(true)}
        />
      )}
      {isReceiving && <ReceiveForm item={item} onReceived={received} />}
    </View>
  )
}
