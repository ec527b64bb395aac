import { t } from '../../../i18n'
import type { Carrier } from '../../../services/types'
import { Choice } from '../../parts/choice'

/** In the order in which merchants reach for them. */
const CARRIERS: readonly Carrier[] = ['SF', 'YTO', 'ZTO', 'YUNDA', 'STO', 'EMS', 'JD']

interface CarrierChoiceProps {
  readonly chosen: Carrier | null
  readonly fault: string | undefined
  readonly onChoose: (carrier: Carrier) => void
}

/** Who takes the parcel. */
export function CarrierChoice({ chosen, fault, onChoose }: CarrierChoiceProps) {
  return (
    <Choice
      label={t('staff.ship.carrier')}
      choices={CARRIERS.map((id) => ({ id, name: t(`carrier.${id}`) }))}
      chosenIds={chosen === null ? [] : [chosen]}
      fault={fault}
      onChoose={onChoose}
    />
  )
}
