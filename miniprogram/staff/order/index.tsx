import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'
import { Frame } from '../parts/frame/frame'
import { OrderDetail } from './parts/order-detail'
import './index.css'

function OrderPage() {
  const { id } = useRouter().params
  return (
    <Frame title={t('staff.order.title')} tab="todo" isDetail>
      {() => (
        <View className="staff-column staff-order-page">
          {id ? <OrderDetail orderId={id} /> : <Empty icon="list" title={t('staff.order.missing')} />}
        </View>
      )}
    </Frame>
  )
}

export default guarded(OrderPage)
