import { View } from '@tarojs/components'
import { useState } from 'react'
import { AsyncState } from '../../components/async-state/async-state'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { describe, t } from '../../i18n'
import { readCode } from '../../services/codes'
import { customer } from '../../services/customer'
import { goBack, replace } from '../../services/go'
import { canScan, say, scan } from '../../services/phone'
import { toRefused, type Refused } from '../../services/refused'
import { formatTime } from '../../services/time'
import { useRemote } from '../../services/use-remote'

function ScanPage() {
  const [ticket, setTicket] = useState<string>()
  const take = (text: string) => {
    const code = readCode(text)
    if (!code) return say(t('scan.unknown'))
    if (code.kind === 'join') replace('join', { token: code.token })
    else setTicket(code.ticket)
  }
  return (
    <Page title={t('scan.title')}>
      {ticket === undefined ? <TakeCode onTake={take} /> : <ConfirmSignIn ticket={ticket} />}
    </Page>
  )
}

function TakeCode({ onTake }: { readonly onTake: (text: string) => void }) {
  const [text, setText] = useState('')
  const openScanner = async () => {
    const read = await scan()
    if (read !== undefined) onTake(read)
  }
  return (
    <View className="card">
      {canScan && <Button look="main" text={t('scan.button')} onTap={() => void openScanner()} />}
      <Field label={t('scan.paste')} placeholder={t('scan.pastePlaceholder')} value={text} onChange={setText} />
      <Button text={t('scan.read')} isOff={text.trim() === ''} onTap={() => onTake(text)} />
    </View>
  )
}

/** Shows which browser asks, and lets the person say yes; only they can tell whether it is theirs. */
function ConfirmSignIn({ ticket }: { readonly ticket: string }) {
  const asked = useRemote(ticket, () => customer.signIn.look({ ticket }))
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()
  const confirm = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await customer.signIn.confirm({ ticket })
      say(t('scan.confirmed'), true)
      goBack()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setBusy(false)
  }
  return (
    <AsyncState state={asked}>
      {({ device, role, requestedAt }) => (
        <View className="card">
          <View className="card__title">{t('scan.confirmTitle')}</View>
          <View>{t('scan.confirmText', { device, role: t(`role.${role}`) })}</View>
          <View className="quiet figure">{t('scan.requestedAt', { time: formatTime(requestedAt) })}</View>
          <View className="field quiet">{t('scan.warning')}</View>
          {refusal && (
            <View className="field__fault" role="alert">
              {describe(refusal)}
            </View>
          )}
          <View className="row">
            <Button className="grow" text={t('common.back')} onTap={goBack} />
            <Button
              className="grow"
              look="main"
              text={t('scan.confirm')}
              isBusy={isBusy}
              onTap={() => void confirm()}
            />
          </View>
        </View>
      )}
    </AsyncState>
  )
}

export default guarded(ScanPage)
