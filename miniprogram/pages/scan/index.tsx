import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="扫码">扫码</Page>
}

export default guarded(Placeholder)
