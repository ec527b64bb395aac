import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="个人资料">个人资料</Page>
}

export default guarded(Placeholder)
