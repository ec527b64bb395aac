import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="商品">商品</Page>
}

export default guarded(Placeholder)
