import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { PagedList } from '../../../components/async-state/paged-list'
import { Button } from '../../../components/button/button'
import { Empty } from '../../../components/empty/empty'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { staff } from '../../../services/staff'
import type { Role } from '../../../services/types'
import { usePaged } from '../../../services/use-paged'
import { offersOf } from '../../parts/offers'
import type { CustomerRow } from '../../parts/types'
import { useWide } from '../../parts/use-wide'
import { CreateSheet } from './create-sheet'
import { CustomerDetail } from './customer-detail'

interface CustomersProps {
  /** Stands over the list. */
  readonly head: ReactNode
  readonly role: Role
  readonly onPriceFor: (customer: CustomerRow) => void
}

/** All customers, and in a wide window the chosen one beside them. */
export function Customers({ head, role, onPriceFor }: CustomersProps) {
  const list = useCustomers()
  const isWide = useWide()
  const [chosenId, choose] = useState<string | null>(null)
  const [isCreating, setCreating] = useState(false)
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.more())
  const open = (customerId: string) => {
    if (isWide) choose(customerId)
    else void Taro.navigateTo({ url: `/staff/customers/index?id=${customerId}` })
  }
  return (
    <View className="staff-split">
      <View className="staff-split__list">
        {head}
        {offersOf(role).createCustomer && (
          <Button
            className="customers-page__create"
            text={t('staff.customers.create')}
            onTap={() => setCreating(true)}
          />
        )}
        <PagedList
          list={list}
          empty={<Empty icon="user" title={t('staff.customers.empty')} text={t('staff.customers.emptyHint')} />}
        >
          {(rows) => (
            <View className="list">
              {rows.map((row) => (
                <CustomerLine
                  key={row.id}
                  row={row}
                  isChosen={isWide && row.id === chosenId}
                  onOpen={() => open(row.id)}
                />
              ))}
            </View>
          )}
        </PagedList>
      </View>
      {isWide && (
        <View className="staff-split__detail">
          <Beside customerId={chosenId} role={role} onPriceFor={onPriceFor} onChanged={() => void list.refresh()} />
        </View>
      )}
      <CreateSheet
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onCreated={(customer) => {
          setCreating(false)
          void list.refresh()
          open(customer.id)
        }}
      />
    </View>
  )
}

type BesideProps = Omit<CustomersProps, 'head'> & { readonly customerId: string | null; readonly onChanged: () => void }

function Beside({ customerId, ...rest }: BesideProps) {
  if (customerId === null) return <Empty icon="user" title={t('staff.customers.choose')} />
  return <CustomerDetail key={customerId} customerId={customerId} {...rest} />
}

/** The list of customers, page by page. */
export function useCustomers() {
  return usePaged('customers', (after) => staff.customer.list(after === undefined ? {} : { after }))
}

interface CustomerLineProps {
  readonly row: CustomerRow
  readonly isChosen?: boolean
  readonly onOpen: () => void
}

/** One customer in a list: who, level, and who looks after them. */
export function CustomerLine({ row, isChosen = false, onOpen }: CustomerLineProps) {
  return (
    <Tap
      className={`list__item customer-line${isChosen ? ' customer-line--on' : ''}`}
      role="link"
      label={t('staff.customers.open', { name: row.company || row.name })}
      onTap={onOpen}
    >
      <View className="grow">
        <View className="customer-line__name">
          <Text className="strong">{row.company || row.name}</Text>
          <Text className="staff-chip staff-chip--quiet">{row.levelName}</Text>
        </View>
        <View className="quiet figure">
          {[row.company && row.name, row.code, row.phone].filter(Boolean).join(' · ')}
        </View>
      </View>
      {row.ownerName === null ? (
        <Text className="staff-chip staff-chip--warn">{t('staff.customers.unowned')}</Text>
      ) : (
        <Text className="quiet customer-line__owner">{row.ownerName}</Text>
      )}
    </Tap>
  )
}
