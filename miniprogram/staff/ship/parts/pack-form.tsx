import { View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { say } from '../../../services/phone'
import type { DeliveryNote } from '../../parts/types'
import { usePick } from '../use-pick'
import { useSend } from '../use-send'
import { CarrierChoice } from './carrier-choice'
import { PickList } from './pick-list'
import { ShipTo } from './ship-to'
import { findWaybillFault, WaybillField } from './waybill-field'

interface PackFormProps {
  readonly note: DeliveryNote
  readonly onSent: (note: DeliveryNote) => void
  /** It is not known whether the parcel was sent: look again. */
  readonly onLost: () => Promise<void>
}

/** Pick, choose the carrier, send once. What was ticked and typed stays on the device until then. */
export function PackForm({ note, onSent, onLost }: PackFormProps) {
  const { packing, change, togglePicked, done } = usePick(note.id)
  const [isAsked, setAsked] = useState(false)
  const { isBusy, notice, send } = useSend(note, onLost)
  const isResumed = note.state === 'sending'
  const carrier = packing.carrier ?? note.carrier
  const waybillFault = packing.isTyped ? findWaybillFault(packing.waybillNumber) : undefined

  const press = async () => {
    setAsked(true)
    if (carrier === null) return say(t('staff.ship.chooseCarrier'))
    if (waybillFault !== undefined) return say(waybillFault)
    const left = note.lines.filter((line) => !packing.pickedItemIds.includes(line.itemId)).length
    const sent = await send({ carrier, waybillNumber: packing.isTyped ? packing.waybillNumber : undefined, left })
    if (!sent) return
    done()
    onSent(sent)
  }

  return (
    <>
      {notice !== null && (
        <View className="staff-notice staff-notice--bad" role="alert">
          {notice}
        </View>
      )}
      {isResumed && <View className="staff-notice">{t('staff.ship.resumeHint')}</View>}
      <View className="card">
        <View className="strong figure">{t('staff.ship.note', { number: note.number })}</View>
        <View className="quiet figure">{t('staff.ship.forOrder', { number: note.orderNumber })}</View>
        <ShipTo orderId={note.orderId} />
      </View>
      <PickList note={note} pickedItemIds={packing.pickedItemIds} onToggle={togglePicked} />
      <View className="card">
        <CarrierChoice
          chosen={carrier}
          fault={isAsked && carrier === null ? t('staff.ship.chooseCarrier') : undefined}
          onChoose={(chosen) => change({ carrier: chosen })}
        />
        <WaybillField packing={packing} fault={isAsked ? waybillFault : undefined} onChange={change} />
      </View>
      <View className="staff-actions">
        <Button
          className="grow"
          text={t(isBusy ? 'staff.ship.sending' : isResumed ? 'staff.ship.resume' : 'staff.ship.send')}
          look="main"
          isBusy={isBusy}
          onTap={() => void press()}
        />
      </View>
    </>
  )
}
