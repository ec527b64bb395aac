import { Sheet } from '../../../components/sheet/sheet'
import { t } from '../../../i18n'
import type { ItemCard } from '../../../services/types'
import { ItemStock } from './item-stock'

interface ItemSheetProps {
  readonly item: ItemCard | null
  readonly canReceive: boolean
  readonly onClose: () => void
}

/** The stock of the chosen item over the list, as a phone shows it. */
export function ItemSheet({ item, canReceive, onClose }: ItemSheetProps) {
  if (!item) return null
  return (
    <Sheet isOpen title={t('staff.stock.title')} onClose={onClose}>
      <ItemStock key={item.id} item={item} canReceive={canReceive} />
    </Sheet>
  )
}
