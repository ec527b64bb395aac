import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="订单详情">订单详情</Page>
}

export default guarded(Placeholder)
