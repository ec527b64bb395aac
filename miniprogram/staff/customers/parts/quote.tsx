import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { TroubleBar } from '../../../components/async-state/trouble'
import { Button } from '../../../components/button/button'
import { Empty } from '../../../components/empty/empty'
import { Icon } from '../../../components/icon/icon'
import { Price } from '../../../components/price/price'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { say } from '../../../services/phone'
import { MAX_LINES } from '../../../services/cart-lines'
import { ItemSearch } from '../../parts/item-search/item-search'
import type { useQuote } from '../use-quote'
import { CustomerSheet } from './customer-sheet'
import { QuoteLine } from './quote-line'

type QuoteState = ReturnType<typeof useQuote>

/** What a customer would pay and what is there (#55 #58 #166); nothing is locked. */
export function Quote({ quote }: { readonly quote: QuoteState }) {
  const { draft, quoted, problem, isUpdating } = quote
  const [open, setOpen] = useState<'customer' | 'items' | null>(null)
  return (
    <View>
      <Tap className="list list__item" onTap={() => setOpen('customer')}>
        <Icon name="user" />
        <View className="grow">
          <View className="quiet">{t('staff.quote.customer')}</View>
          <View>{draft.customer?.name ?? t('staff.quote.chooseCustomer')}</View>
        </View>
        <Text className="staff-chip">{draft.customer?.levelName ?? t('staff.quote.listPrice')}</Text>
        <Icon name="right" size="small" />
      </Tap>
      {problem && <TroubleBar error={problem} isBusy={false} onRetry={quote.retry} />}
      {draft.items.length === 0 ? (
        <Empty
          icon="tag"
          title={t('staff.quote.empty')}
          text={t('staff.quote.notLocked')}
          action={{ text: t('staff.quote.add'), onTap: () => setOpen('items') }}
        />
      ) : (
        <>
          <View className="card">
            {draft.items.map((item) => (
              <QuoteLine
                key={item.itemId}
                item={item}
                line={quoted?.lines.find((line) => line.itemId === item.itemId)}
                isStale={isUpdating}
                onQuantity={(quantity) => quote.setQuantity(item.itemId, quantity)}
                onRemove={() => quote.remove(item.itemId)}
              />
            ))}
          </View>
          <Total quote={quote} onAdd={() => setOpen('items')} />
        </>
      )}
      <CustomerSheet isOpen={open === 'customer'} onClose={() => setOpen(null)} onChoose={quote.choose} />
      <Sheet isOpen={open === 'items'} title={t('staff.quote.add')} onClose={() => setOpen(null)}>
        <ItemSearch
          chosenIds={draft.items.map((item) => item.itemId)}
          onChoose={(item) => {
            const isOn = draft.items.some((one) => one.itemId === item.id)
            if (!isOn && draft.items.length >= MAX_LINES) return say(t('staff.quote.full', { max: MAX_LINES }))
            quote.add(item)
            say(t('staff.search.added'))
          }}
        />
      </Sheet>
    </View>
  )
}

function Total({ quote, onAdd }: { readonly quote: QuoteState; readonly onAdd: () => void }) {
  const { quoted, isUpdating } = quote
  return (
    <View className="card">
      <View className="row row--between">
        <View>
          <Text className="strong">{t('staff.quote.total')}</Text>
          <View className="quiet">{t(isUpdating ? 'staff.quote.updating' : 'staff.quote.notLocked')}</View>
        </View>
        {quoted && <Price amountFen={quoted.totalFen} size="large" />}
      </View>
      <View className="row quote-ways">
        <Button text={t('staff.quote.clear')} look="bad" onTap={quote.clear} />
        <Button className="grow" text={t('staff.quote.add')} look="main" onTap={onAdd} />
      </View>
    </View>
  )
}
