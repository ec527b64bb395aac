import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="查物流">查物流</Page>
}

export default guarded(Placeholder)
