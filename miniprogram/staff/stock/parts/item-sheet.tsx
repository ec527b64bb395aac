import { Sheet } from '../../../components/sheet/sheet'
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
    <Sheet isOpen title={item.name} onClose={onClose}>
      <ItemStock key={item.id} item={item} canReceive={canReceive} />
    </Sheet>
  )
}
