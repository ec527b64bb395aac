import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="物流">物流</Page>
}

export default guarded(Placeholder)
