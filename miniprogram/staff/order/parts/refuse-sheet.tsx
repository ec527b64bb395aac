import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { useDraft } from '../../../services/draft'

const USUAL = ['staff.order.reasonShort', 'staff.order.reasonAddress', 'staff.order.reasonRepeat'] as const

interface RefuseSheetProps {
  readonly orderId: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onRefuse: (reason: string) => Promise<boolean>
}

/** Why an order is refused; the reason is kept until the order is refused with it. */
export function RefuseSheet(props: RefuseSheetProps) {
  return (
    <Sheet isOpen={props.isOpen} title={t('staff.order.refuseTitle')} onClose={props.onClose}>
      <RefuseForm {...props} />
    </Sheet>
  )
}

function RefuseForm({ orderId, isBusy, onClose, onRefuse }: RefuseSheetProps) {
  const { draft, change, done } = useDraft(`refuse-${orderId}`, { reason: '' })
  const [isAsked, setAsked] = useState(false)
  const reason = draft.reason.trim()
  const refuse = async () => {
    setAsked(true)
    if (reason === '') return
    const isDone = await onRefuse(reason)
    if (isDone) done()
    onClose()
  }
  return (
    <>
      <Text className="quiet">{t('staff.order.refuseHint')}</Text>
      <View className="staff-choices staff-form__foot">
        {USUAL.map((key) => (
          <Tap
            key={key}
            className={`staff-choice${draft.reason === t(key) ? ' staff-choice--on' : ''}`}
            onTap={() => change({ reason: t(key) })}
          >
            {t(key)}
          </Tap>
        ))}
      </View>
      <Field
        label={t('staff.order.reason')}
        value={draft.reason}
        isLong
        maxLength={100}
        fault={isAsked && reason === '' ? t('staff.order.reasonNeeded') : undefined}
        onChange={(text) => change({ reason: text })}
      />
      <Button
        className="staff-form__foot"
        text={t(isBusy ? 'staff.order.working' : 'staff.order.refuse')}
        look="main"
        isBusy={isBusy}
        onTap={() => void refuse()}
      />
    </>
  )
}
