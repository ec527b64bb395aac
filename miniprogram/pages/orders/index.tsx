import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="我的订单">我的订单</Page>
}

export default guarded(Placeholder)
