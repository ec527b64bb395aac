import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { guarded } from '../../components/page/guarded'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { Frame } from '../parts/frame/frame'
import type { CustomerRow } from '../parts/types'
import { CustomerDetail } from './parts/customer-detail'
import { Customers } from './parts/customers'
import { Quote } from './parts/quote'
import { useQuote } from './use-quote'
import './index.css'

type Room = 'list' | 'quote'

/** The customers and their prices; with `id` one customer alone, as a phone shows it. */
function CustomersPage() {
  const { id } = useRouter().params
  return (
    <Frame title={t('staff.customers.title')} tab="customers" isDetail={id !== undefined}>
      {(staff) => (id ? <Alone customerId={id} role={staff.role} /> : <Rooms role={staff.role} />)}
    </Frame>
  )
}

type RoleProps = { readonly role: Parameters<typeof Customers>[0]['role'] }

function Alone({ customerId, role }: RoleProps & { readonly customerId: string }) {
  const [isQuoting, setQuoting] = useState(false)
  const quote = useQuote()
  const priceFor = (customer: CustomerRow) => {
    quote.choose(customer)
    setQuoting(true)
  }
  return (
    <View className="staff-column customers-page">
      {isQuoting ? (
        <Quote quote={quote} />
      ) : (
        <CustomerDetail customerId={customerId} role={role} onPriceFor={priceFor} />
      )}
    </View>
  )
}

function Rooms({ role }: RoleProps) {
  const [room, setRoom] = useState<Room>('list')
  const quote = useQuote()
  const priceFor = (customer: CustomerRow) => {
    quote.choose(customer)
    setRoom('quote')
  }
  const rooms = (
    <View className="rooms" role="tablist">
      <RoomTab text={t('staff.customers.list')} isOn={room === 'list'} onTap={() => setRoom('list')} />
      <RoomTab text={t('staff.customers.quote')} isOn={room === 'quote'} onTap={() => setRoom('quote')} />
    </View>
  )
  if (room === 'list') return <Customers head={rooms} role={role} onPriceFor={priceFor} />
  return (
    <View className="staff-column">
      {rooms}
      <Quote quote={quote} />
    </View>
  )
}

function RoomTab({ text, isOn, onTap }: { readonly text: string; readonly isOn: boolean; readonly onTap: () => void }) {
  return (
    <Tap className={`rooms__tab${isOn ? ' rooms__tab--on' : ''}`} role="tab" isOn={isOn} onTap={onTap}>
      {text}
    </Tap>
  )
}

export default guarded(CustomersPage)
