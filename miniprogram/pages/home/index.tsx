import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="来单">来单</Page>
}

export default guarded(Placeholder)
