import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="购物车">购物车</Page>
}

export default guarded(Placeholder)
