import { Text, View } from '@tarojs/components'
import { Icon } from '../../../components/icon/icon'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { staff } from '../../../services/staff'
import { useRemote } from '../../../services/use-remote'
import type { DeliveryNote, PickLine } from '../../parts/types'

interface PickListProps {
  readonly note: DeliveryNote
  readonly pickedItemIds: readonly string[]
  readonly onToggle: (itemId: string) => void
}

/** What to take from which bin; each line is ticked with the whole thumb. */
export function PickList({ note, pickedItemIds, onToggle }: PickListProps) {
  const warehouses = useRemote('warehouses', () => staff.warehouse.list({}))
  const nameOf = (id: string) => warehouses.data?.rows.find((one) => one.id === id)?.name ?? id
  const done = note.lines.filter((line) => pickedItemIds.includes(line.itemId)).length
  const all = note.lines.length
  return (
    <View className="card">
      <View className="card__title row row--between">
        <Text>{t('staff.ship.pick')}</Text>
        <Text className={`staff-chip figure${done === all ? '' : ' staff-chip--quiet'}`}>
          {done === all ? t('staff.ship.allPicked') : t('staff.ship.picked', { done, all })}
        </Text>
      </View>
      {note.lines.map((line) => (
        <Line
          key={line.itemId}
          line={line}
          isPicked={pickedItemIds.includes(line.itemId)}
          nameOf={nameOf}
          onToggle={() => onToggle(line.itemId)}
        />
      ))}
    </View>
  )
}

interface LineProps {
  readonly line: PickLine
  readonly isPicked: boolean
  readonly nameOf: (warehouseId: string) => string
  readonly onToggle: () => void
}

function Line({ line, isPicked, nameOf, onToggle }: LineProps) {
  const { name, quantity, unit } = line
  const picked = t(isPicked ? 'staff.ship.isPicked' : 'staff.ship.notPicked')
  return (
    <Tap
      className={`pick-line${isPicked ? ' pick-line--done' : ''}`}
      role="checkbox"
      isOn={isPicked}
      label={t('staff.ship.pickLine', { name, quantity, unit, picked })}
      onTap={onToggle}
    >
      <View className="pick-line__mark">{isPicked && <Icon name="check" />}</View>
      <View className="grow">
        <View className="pick-line__name">{name}</View>
        <View className="quiet">{[line.code, line.spec].filter(Boolean).join(' · ')}</View>
        {line.bins.map((bin) => (
          <View key={`${bin.warehouseId}-${bin.batch}`} className="pick-line__bin figure">
            {nameOf(bin.warehouseId)} · {t('staff.ship.batch', { batch: bin.batch })} · {bin.quantity} {unit}
          </View>
        ))}
      </View>
      <Text className="pick-line__quantity figure">
        {quantity} {unit}
      </Text>
    </Tap>
  )
}
