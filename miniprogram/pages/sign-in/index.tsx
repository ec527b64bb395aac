import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button/button'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { describe, t } from '../../i18n'
import { goBack } from '../../services/go'
import { toRefused, type Refused } from '../../services/refused'
import { openInWechat } from '../../services/session'
import { DemoPeople } from './parts/demo-people'
import { ScanSignIn } from './parts/scan-sign-in'

/** In WeChat one press; in the browser by a code that is scanned and confirmed in WeChat (and, in a demo shop, by name). */
function SignInPage() {
  return (
    <Page title={t('signIn.title')}>
      {process.env.TARO_ENV === 'h5' ? (
        <>
          <DemoPeople />
          <ScanSignIn />
        </>
      ) : (
        <WechatSignIn />
      )}
    </Page>
  )
}

function WechatSignIn() {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()
  const signIn = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await openInWechat()
      goBack()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setBusy(false)
  }
  return (
    <View className="card">
      <View className="field">{t('me.guestHint')}</View>
      {refusal && <View className="field__fault">{describe(refusal)}</View>}
      <Button look="main" text={t('common.signIn')} isBusy={isBusy} onTap={() => void signIn()} />
    </View>
  )
}

export default guarded(SignInPage)
