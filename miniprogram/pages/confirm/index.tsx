import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="确认订单">确认订单</Page>
}

export default guarded(Placeholder)
