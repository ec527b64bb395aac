import { Image, Text, View } from '@tarojs/components'
import { renderSVG } from 'uqr'
import { AsyncState } from '../../../components/async-state/async-state'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { goBack } from '../../../services/go'
import { goToStart, isStaffSession } from '../../../services/start'
import { useScanSignIn } from './use-scan-sign-in'
import './scan-sign-in.css'

/** The code that a person scans with the mini-program to sign this browser in. */
export function ScanSignIn() {
  const { state, seconds, isEnded } = useScanSignIn(() => {
    if (isStaffSession()) void goToStart()
    else goBack()
  })
  return (
    <View className="card scan-sign-in">
      <View className="card__title">{t('signIn.scanTitle')}</View>
      <AsyncState state={state}>
        {({ qrText }) => (
          <>
            <View className={`scan-sign-in__code${isEnded ? ' scan-sign-in__code--ended' : ''}`}>
              <Image className="scan-sign-in__image" src={toPicture(qrText)} ariaLabel={t('signIn.qrLabel')} />
            </View>
            {isEnded ? (
              <>
                <Text className="quiet">{t('signIn.expired')}</Text>
                <Button look="main" text={t('signIn.again')} onTap={() => void state.reload()} />
              </>
            ) : (
              <Text className="quiet figure">{`${t('signIn.waiting')} · ${t('signIn.expiresIn', { seconds })}`}</Text>
            )}
          </>
        )}
      </AsyncState>
      <View className="quiet scan-sign-in__how">{t('signIn.scanText')}</View>
      <Button look="quiet" text={t('signIn.guest')} onTap={goBack} />
    </View>
  )
}

function toPicture(text: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(renderSVG(text, { border: 2 }))}`
}
