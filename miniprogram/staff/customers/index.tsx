import { Page } from '../../components/page/page'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'

function Placeholder() {
  return <Page title={t('staff.title')}>customers</Page>
}

export default guarded(Placeholder)
