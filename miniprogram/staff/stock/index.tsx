import { View } from '@tarojs/components'
import { useState } from 'react'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'
import type { ItemCard, Role } from '../../services/types'
import { Frame } from '../parts/frame/frame'
import { ItemSearch } from '../parts/item-search/item-search'
import { offersOf } from '../parts/offers'
import { useWide } from '../parts/use-wide'
import { ItemStock } from './parts/item-stock'
import { ItemSheet } from './parts/item-sheet'
import { ProofCard } from './parts/proof-card'
import './index.css'

function StockPage() {
  return (
    <Frame title={t('staff.stock.title')} tab="stock">
      {(staff) => <Stock role={staff.role} />}
    </Frame>
  )
}

/** Find an item, see where its pieces lie, take goods in; and the proof that every figure is right. */
function Stock({ role }: { readonly role: Role }) {
  const [item, choose] = useState<ItemCard | null>(null)
  const isWide = useWide()
  const { receive, prove } = offersOf(role)
  return (
    <View className="staff-split">
      <View className="staff-split__list">
        {prove && !isWide && <ProofCard />}
        <ItemSearch chosenIds={isWide && item ? [item.id] : []} onChoose={choose} />
      </View>
      {isWide ? (
        <View className="staff-split__detail">
          {item ? (
            <View className="card">
              <ItemStock key={item.id} item={item} canReceive={receive} />
            </View>
          ) : (
            <Empty icon="box" title={t('staff.stock.choose')} />
          )}
          {prove && <ProofCard />}
        </View>
      ) : (
        <ItemSheet item={item} canReceive={receive} onClose={() => choose(null)} />
      )}
    </View>
  )
}

export default guarded(StockPage)
