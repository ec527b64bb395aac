import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="分类">分类</Page>
}

export default guarded(Placeholder)
