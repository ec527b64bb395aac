import { useRouter } from '@tarojs/taro'
import { AsyncState } from '../../components/async-state/async-state'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Parcel } from '../../components/parcel/parcel'
import { t } from '../../i18n'
import { customer } from '../../services/customer'
import { usePolling } from '../../services/use-polling'
import { usePullDown } from '../../services/use-pull-down'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'

function TrackingPage() {
  const who = useWho()
  const orderId = useRouter().params.id ?? ''
  const tracking = useRemote(`${who.key} ${orderId}`, () => customer.tracking.get({ orderId }))
  usePolling(tracking.refresh)
  usePullDown(tracking.refresh)
  return (
    <Page title={t('tracking.title')}>
      <AsyncState state={tracking}>{(data) => <Parcel tracking={data} />}</AsyncState>
    </Page>
  )
}

export default guarded(TrackingPage)
