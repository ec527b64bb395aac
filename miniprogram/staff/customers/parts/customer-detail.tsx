import { View } from '@tarojs/components'
import { useState } from 'react'
import { AsyncState } from '../../../components/async-state/async-state'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { formatDay } from '../../../services/time'
import type { Role } from '../../../services/types'
import { offersOf } from '../../parts/offers'
import type { CustomerRow } from '../../parts/types'
import { useCustomer } from '../use-customer'
import { LevelSheet } from './level-sheet'

interface CustomerDetailProps {
  readonly customerId: string
  readonly role: Role
  readonly onPriceFor: (customer: CustomerRow) => void
  readonly onChanged?: () => void
}

/** One customer with what this role may do: claim, change the level, look up prices. */
export function CustomerDetail({ customerId, role, onPriceFor, onChanged = () => undefined }: CustomerDetailProps) {
  const { customer, notice, isBusy, claim, setLevel } = useCustomer(customerId, onChanged)
  const [isLevelOpen, setLevelOpen] = useState(false)
  const offers = offersOf(role)
  return (
    <AsyncState state={customer} skeleton="page">
      {(shown) => (
        <>
          {notice !== null && (
            <View className="staff-notice" role="alert">
              {notice}
            </View>
          )}
          <Facts customer={shown} />
          <View className="staff-actions customer-actions">
            {offers.claim && shown.ownerName === null && (
              <Button
                className="grow"
                text={t('staff.customers.claim')}
                look="main"
                isBusy={isBusy}
                onTap={() => void claim()}
              />
            )}
            {offers.setLevel && (
              <Button className="grow" text={t('staff.customers.setLevel')} onTap={() => setLevelOpen(true)} />
            )}
            <Button className="grow" text={t('staff.customers.priceFor')} onTap={() => onPriceFor(shown)} />
          </View>
          <LevelSheet
            levelId={shown.levelId}
            isOpen={isLevelOpen}
            isBusy={isBusy}
            onClose={() => setLevelOpen(false)}
            onChoose={(levelId) => void setLevel(levelId).then(() => setLevelOpen(false))}
          />
        </>
      )}
    </AsyncState>
  )
}

function Facts({ customer }: { readonly customer: CustomerRow }) {
  const none = t('staff.customers.none')
  const facts = [
    [t('staff.customers.code'), customer.code],
    [t('staff.customers.name'), customer.name],
    [t('staff.customers.company'), customer.company || none],
    [t('staff.customers.phone'), customer.phone || none],
    [t('staff.customers.level'), customer.levelName],
    [t('staff.customers.owner'), customer.ownerName ?? t('staff.customers.unowned')],
    [t('staff.customers.source'), t(`staff.source.${customer.source}`)],
    [t('staff.customers.createdAt'), formatDay(customer.createdAt)],
  ] as const
  return (
    <View className="card">
      <View className="card__title">{customer.company || customer.name}</View>
      <View className="staff-facts">
        {facts.map(([name, value]) => (
          <View key={name} className="staff-fact">
            <View className="staff-fact__name">{name}</View>
            <View className="staff-fact__value figure">{value}</View>
          </View>
        ))}
      </View>
    </View>
  )
}
