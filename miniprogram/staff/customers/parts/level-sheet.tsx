import { Text, View } from '@tarojs/components'
import { AsyncState } from '../../../components/async-state/async-state'
import { Icon } from '../../../components/icon/icon'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { formatPercent } from '../../../services/money'
import { staff } from '../../../services/staff'
import { useRemote } from '../../../services/use-remote'

interface LevelSheetProps {
  readonly levelId: string
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onChoose: (levelId: string) => void
}

/** The levels with their discounts; pressing one gives it to the customer. */
export function LevelSheet(props: LevelSheetProps) {
  return (
    <Sheet isOpen={props.isOpen} title={t('staff.customers.setLevel')} onClose={props.onClose}>
      <Levels {...props} />
    </Sheet>
  )
}

/** All levels of the shop. */
export function useLevels() {
  return useRemote('levels', () => staff.level.list({}))
}

function Levels({ levelId, isBusy, onChoose }: LevelSheetProps) {
  const levels = useLevels()
  return (
    <AsyncState state={levels}>
      {({ rows }) =>
        rows.map((level) => (
          <Tap
            key={level.id}
            className="level-choice"
            role="radio"
            isOn={level.id === levelId}
            isOff={isBusy}
            onTap={() => onChoose(level.id)}
          >
            <View className="grow">
              <Text>{level.name}</Text>
              <View className="quiet">{discountText(level.discountBasisPoints)}</View>
            </View>
            {level.id === levelId && <Icon name="check" />}
          </Tap>
        ))
      }
    </AsyncState>
  )
}

/** A level's discount in words. */
export function discountText(basisPoints: number): string {
  if (basisPoints === 0) return t('staff.customers.noDiscount')
  return t('staff.customers.discount', { percent: formatPercent(basisPoints) })
}
