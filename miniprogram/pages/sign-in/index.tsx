import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'

function Placeholder() {
  return <Page title="登录">登录</Page>
}

export default guarded(Placeholder)
