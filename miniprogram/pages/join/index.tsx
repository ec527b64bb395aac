import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="加入店铺">加入店铺</Page>
}

export default guarded(Placeholder)
