import { View } from '@tarojs/components'
import { PagedList } from '../../../components/async-state/paged-list'
import { Empty } from '../../../components/empty/empty'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import type { CustomerRow } from '../../parts/types'
import { CustomerLine, useCustomers } from './customers'

interface CustomerSheetProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Null = no customer: list prices. */
  readonly onChoose: (customer: CustomerRow | null) => void
}

/** For whom prices are looked up. */
export function CustomerSheet({ isOpen, onClose, onChoose }: CustomerSheetProps) {
  const choose = (customer: CustomerRow | null) => {
    onChoose(customer)
    onClose()
  }
  return (
    <Sheet isOpen={isOpen} title={t('staff.quote.customer')} onClose={onClose}>
      <Choices onChoose={choose} />
    </Sheet>
  )
}

function Choices({ onChoose }: { readonly onChoose: (customer: CustomerRow | null) => void }) {
  const list = useCustomers()
  return (
    <>
      <Tap className="list__item customer-line" onTap={() => onChoose(null)}>
        {t('staff.quote.listPrice')}
      </Tap>
      <PagedList list={list} empty={<Empty icon="user" title={t('staff.customers.empty')} />}>
        {(rows) => (
          <View>
            {rows.map((row) => (
              <CustomerLine key={row.id} row={row} onOpen={() => onChoose(row)} />
            ))}
          </View>
        )}
      </PagedList>
    </>
  )
}
