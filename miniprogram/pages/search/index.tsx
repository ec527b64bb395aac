import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="搜索">搜索</Page>
}

export default guarded(Placeholder)
