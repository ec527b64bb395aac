import { View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { t } from '../../../i18n'
import { canScan, say, scan } from '../../../services/phone'
import { Choice } from '../../parts/choice'
import type { Packing } from '../use-pick'

interface WaybillFieldProps {
  readonly packing: Packing
  readonly fault: string | undefined
  readonly onChange: (part: Partial<Packing>) => void
}

/** What is wrong with a typed waybill number, in words, so that a slip is seen before the shop refuses it. */
export function findWaybillFault(waybillNumber: string): string | undefined {
  return /^[A-Za-z0-9]{8,32}$/.test(waybillNumber) ? undefined : t('staff.ship.badNumber')
}

/** The number on the parcel: fetched by the shop, or typed and scanned from a printed form. */
export function WaybillField({ packing, fault, onChange }: WaybillFieldProps) {
  const scanNumber = async () => {
    const text = (await scan())?.trim()
    if (text === undefined) return
    if (findWaybillFault(text) === undefined) onChange({ waybillNumber: text })
    else say(t('staff.ship.scanFailed'))
  }
  return (
    <View className="waybill">
      <Choice
        label={t('staff.ship.way')}
        choices={[
          { id: 'auto', name: t('staff.ship.auto') },
          { id: 'typed', name: t('staff.ship.typed') },
        ]}
        chosenIds={[packing.isTyped ? 'typed' : 'auto']}
        onChoose={(way) => onChange({ isTyped: way === 'typed' })}
      />
      {packing.isTyped ? (
        <View className="waybill__typed">
          <View className="grow">
            <Field
              label={t('staff.ship.waybill')}
              value={packing.waybillNumber}
              placeholder={t('staff.ship.placeholder')}
              maxLength={32}
              fault={fault}
              onChange={(text) => onChange({ waybillNumber: text.replace(/\s/g, '') })}
            />
          </View>
          {canScan && <Button text={t('staff.ship.scan')} onTap={() => void scanNumber()} />}
        </View>
      ) : (
        <View className="quiet">{t('staff.ship.autoHint')}</View>
      )}
    </View>
  )
}
