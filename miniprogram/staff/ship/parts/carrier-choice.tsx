import { View } from '@tarojs/components'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import type { Carrier } from '../../../services/types'

/** In the order in which merchants reach for them. */
const CARRIERS: readonly Carrier[] = ['SF', 'YTO', 'ZTO', 'YUNDA', 'STO', 'EMS', 'JD']

interface CarrierChoiceProps {
  readonly chosen: Carrier | null
  readonly onChoose: (carrier: Carrier) => void
}

/** Who takes the parcel. */
export function CarrierChoice({ chosen, onChoose }: CarrierChoiceProps) {
  return (
    <View className="staff-choices" role="radiogroup" aria-label={t('staff.ship.carrier')}>
      {CARRIERS.map((carrier) => (
        <Tap
          key={carrier}
          className={`staff-choice${carrier === chosen ? ' staff-choice--on' : ''}`}
          role="radio"
          isOn={carrier === chosen}
          onTap={() => onChoose(carrier)}
        >
          {t(`carrier.${carrier}`)}
        </Tap>
      ))}
    </View>
  )
}
