import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="收货地址">收货地址</Page>
}

export default guarded(Placeholder)
