import { Input, Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { PagedList } from '../../../components/async-state/paged-list'
import { Empty } from '../../../components/empty/empty'
import { Icon } from '../../../components/icon/icon'
import { Picture } from '../../../components/picture/picture'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { formatMoney } from '../../../services/money'
import { canScan, scan } from '../../../services/phone'
import { staff } from '../../../services/staff'
import { usePaged } from '../../../services/use-paged'
import type { ItemCard } from '../../../services/types'
import './item-search.css'

/** Typing asks once, not at every letter. */
const PAUSE_MS = 300

interface ItemSearchProps {
  readonly onChoose: (item: ItemCard) => void
  readonly chosenIds?: readonly string[]
}

/** Finds an item by name, code or barcode (typed or scanned). */
export function ItemSearch({ onChoose, chosenIds = [] }: ItemSearchProps) {
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const list = usePaged(`items:${text}`, (after) =>
    staff.catalog.search({ text, ...(after === undefined ? {} : { after }) }),
  )
  const scanItem = async () => setTyped((await scan()) ?? typed)
  return (
    <>
      <View className="item-search">
        <Icon name="search" />
        <Input
          className="item-search__input"
          type="text"
          confirmType="search"
          maxlength={60}
          value={typed}
          placeholder={t('staff.search.placeholder')}
          placeholderClass="field__placeholder"
          aria-label={t('staff.search.label')}
          onInput={(event) => setTyped(event.detail.value)}
        />
        {typed !== '' && (
          <Tap className="staff-icon-button" label={t('search.clear')} onTap={() => setTyped('')}>
            <Icon name="close" />
          </Tap>
        )}
        {canScan && (
          <Tap className="staff-icon-button" label={t('staff.ship.scan')} onTap={() => void scanItem()}>
            <Icon name="scan" />
          </Tap>
        )}
      </View>
      <PagedList list={list} empty={<Empty icon="search" title={t('staff.search.empty', { text })} />}>
        {(rows) =>
          rows.map((item) => (
            <Found key={item.id} item={item} isChosen={chosenIds.includes(item.id)} onChoose={onChoose} />
          ))
        }
      </PagedList>
    </>
  )
}

interface FoundProps {
  readonly item: ItemCard
  readonly isChosen: boolean
  readonly onChoose: (item: ItemCard) => void
}

function Found({ item, isChosen, onChoose }: FoundProps) {
  return (
    <Tap className={`found-item${isChosen ? ' found-item--on' : ''}`} onTap={() => onChoose(item)}>
      <Picture picture={item.picture} name={item.name} size="small" />
      <View className="grow">
        <View className="found-item__name">{item.name}</View>
        <View className="quiet">{[item.code, item.spec].filter(Boolean).join(' · ')}</View>
      </View>
      <View className="found-item__end">
        <Text className="figure">{formatMoney(item.listUnitFen)}</Text>
        {isChosen && <Icon name="check" />}
      </View>
    </Tap>
  )
}

/** The text once it stayed the same for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
