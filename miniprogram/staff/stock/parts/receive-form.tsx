import { View } from '@tarojs/components'
import { AsyncState } from '../../../components/async-state/async-state'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { t } from '../../../i18n'
import { staff } from '../../../services/staff'
import { useRemote } from '../../../services/use-remote'
import type { ItemCard } from '../../../services/types'
import { Choice } from '../../parts/choice'
import type { Warehouse } from '../../parts/types'
import { useReceive } from '../use-receive'

interface ReceiveFormProps {
  readonly item: ItemCard
  readonly onReceived: () => void
}

/** Goods that came in: which warehouse, which batch, how many. */
export function ReceiveForm(props: ReceiveFormProps) {
  const warehouses = useRemote('warehouses', () => staff.warehouse.list({}))
  return (
    <AsyncState state={warehouses}>
      {({ rows }) =>
        rows.length === 0 ? (
          <View className="quiet staff-form__foot">{t('staff.stock.noWarehouses')}</View>
        ) : (
          <Form {...props} warehouses={rows} />
        )
      }
    </AsyncState>
  )
}

function Form({ item, onReceived, warehouses }: ReceiveFormProps & { readonly warehouses: readonly Warehouse[] }) {
  const { draft, change, faults, notice, isBusy, save } = useReceive(item.id, warehouses, onReceived)
  return (
    <View className="staff-form__foot">
      {notice !== null && (
        <View className="staff-notice staff-notice--bad" role="alert">
          {notice}
        </View>
      )}
      <Choice
        label={t('staff.stock.warehouse')}
        choices={warehouses}
        chosenIds={[draft.warehouseId]}
        fault={faults.warehouse}
        onChoose={(warehouseId) => change({ warehouseId })}
      />
      <Field
        label={t('staff.stock.batch')}
        value={draft.batch}
        placeholder={t('staff.stock.batchHint')}
        maxLength={32}
        fault={faults.batch}
        onChange={(batch) => change({ batch: batch.trim() })}
      />
      <Field
        label={`${t('staff.stock.quantity')}（${item.unit}）`}
        value={draft.quantity}
        type="number"
        maxLength={6}
        fault={faults.quantity}
        onChange={(quantity) => change({ quantity: quantity.trim() })}
      />
      <Button
        className="staff-form__foot"
        text={t(isBusy ? 'staff.stock.receiving' : 'staff.stock.receive')}
        look="main"
        isBusy={isBusy}
        onTap={() => void save()}
      />
    </View>
  )
}
