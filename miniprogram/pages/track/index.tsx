import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Parcel } from '../../components/parcel/parcel'
import { describe, t } from '../../i18n'
import { customer } from '../../services/customer'
import { useDraft } from '../../services/draft'
import { toRefused, type Refused } from '../../services/refused'
import type { Tracking } from '../../services/types'

const NUMBER = /^[A-Z0-9-]{8,24}$/
const FOUR_DIGITS = /^\d{4}$/

/** For those who are not signed in: an order's number and the last four digits of the receiver's phone (#106). */
function useTrack() {
  const { draft, change } = useDraft('track', { orderNumber: '', phoneLastFour: '' })
  const [isChecked, setChecked] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [found, setFound] = useState<Tracking>()
  const [refusal, setRefusal] = useState<Refused>()
  const orderNumber = draft.orderNumber.trim().toUpperCase()
  const isNumber = NUMBER.test(orderNumber)
  const isFour = FOUR_DIGITS.test(draft.phoneLastFour)

  async function search(): Promise<void> {
    setChecked(true)
    if (!isNumber || !isFour || isAsking) return
    setAsking(true)
    setRefusal(undefined)
    setFound(undefined)
    try {
      setFound(await customer.tracking.lookup({ orderNumber, phoneLastFour: draft.phoneLastFour }))
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setAsking(false)
  }

  return {
    draft,
    change,
    search,
    isAsking,
    found,
    refusal,
    numberFault: isChecked && !isNumber ? t('track.needNumber') : undefined,
    fourFault: isChecked && !isFour ? t('track.needLastFour') : undefined,
  }
}

function TrackPage() {
  const track = useTrack()
  return (
    <Page title={t('track.title')}>
      <View className="card">
        <View className="soft">{t('track.intro')}</View>
        <Field
          label={t('track.number')}
          placeholder={t('track.numberPlaceholder')}
          maxLength={24}
          value={track.draft.orderNumber}
          fault={track.numberFault}
          onChange={(orderNumber) => track.change({ orderNumber })}
        />
        <Field
          label={t('track.lastFour')}
          type="number"
          maxLength={4}
          value={track.draft.phoneLastFour}
          fault={track.fourFault}
          onChange={(phoneLastFour) => track.change({ phoneLastFour })}
        />
        {track.refusal && (
          <View className="field__fault" role="alert">
            {describe(track.refusal)}
          </View>
        )}
        <View className="field">
          <Button
            look="main"
            text={t(track.isAsking ? 'track.searching' : 'track.search')}
            isBusy={track.isAsking}
            onTap={() => void track.search()}
          />
        </View>
      </View>
      {track.found && <Parcel tracking={track.found} />}
    </Page>
  )
}

export default guarded(TrackPage)
