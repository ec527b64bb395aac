import { View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { Sheet } from '../../../components/sheet/sheet'
import { t } from '../../../i18n'
import { Choice } from '../../parts/choice'
import type { CustomerRow } from '../../parts/types'
import { useCreate } from '../use-create'
import { useLevels } from './level-sheet'

interface CreateSheetProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onCreated: (customer: CustomerRow) => void
}

/** A new customer typed in by staff (#1). */
export function CreateSheet({ isOpen, onClose, onCreated }: CreateSheetProps) {
  return (
    <Sheet isOpen={isOpen} title={t('staff.customers.create')} onClose={onClose}>
      <CreateForm onCreated={onCreated} />
    </Sheet>
  )
}

function CreateForm({ onCreated }: Pick<CreateSheetProps, 'onCreated'>) {
  const { draft, change, faults, notice, isBusy, save } = useCreate(onCreated)
  const levels = useLevels().data?.rows ?? []
  const optional = (name: string) => t('staff.optional', { name })
  return (
    <>
      {notice !== null && (
        <View className="staff-notice staff-notice--bad" role="alert">
          {notice}
        </View>
      )}
      <Field
        label={t('staff.customers.name')}
        value={draft.name}
        maxLength={30}
        fault={faults.name}
        onChange={(name) => change({ name })}
      />
      <Field
        label={optional(t('staff.customers.company'))}
        value={draft.company}
        maxLength={60}
        onChange={(company) => change({ company })}
      />
      <Field
        label={optional(t('staff.customers.phone'))}
        value={draft.phone}
        type="number"
        maxLength={11}
        fault={faults.phone}
        onChange={(phone) => change({ phone })}
      />
      <Choice
        label={t('staff.customers.level')}
        choices={[{ id: '', name: t('staff.customers.defaultLevel') }, ...levels]}
        chosenIds={[draft.levelId]}
        onChoose={(levelId) => change({ levelId })}
      />
      <Button
        className="staff-form__foot"
        text={t(isBusy ? 'common.saving' : 'common.save')}
        look="main"
        isBusy={isBusy}
        onTap={() => void save()}
      />
    </>
  )
}
