import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { AsyncState } from '../../components/async-state/async-state'
import { Button } from '../../components/button/button'
import { Check } from '../../components/check/check'
import { Field } from '../../components/field/field'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { describe, t } from '../../i18n'
import { customer } from '../../services/customer'
import type { SavedAddress } from '../../services/types'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'
import { PasteField } from './parts/paste-field'
import { RegionField } from './parts/region-field'
import { useAddressForm } from './use-address-form'
import './index.css'

function AddressPage() {
  const who = useWho()
  const { id, choose } = useRouter().params
  const profile = useRemote(id ? who.key : null, () => customer.profile.get({}))
  const isChoosing = choose === '1'
  return (
    <Page title={t(id ? 'address.edit' : 'address.new')} className="above-bottom-bar">
      {id ? (
        <AsyncState state={profile}>
          {({ addresses }) => <AddressForm saved={addresses.find((one) => one.id === id)} isChoosing={isChoosing} />}
        </AsyncState>
      ) : (
        <AddressForm saved={undefined} isChoosing={isChoosing} />
      )}
    </Page>
  )
}

function AddressForm({
  saved,
  isChoosing,
}: {
  readonly saved: SavedAddress | undefined
  readonly isChoosing: boolean
}) {
  const form = useAddressForm(saved, isChoosing)
  const { draft, faults, change } = form
  return (
    <>
      {!saved && <PasteField onRead={form.paste} onWechat={() => void form.takeFromWechat()} />}
      <View className="card">
        <Field
          label={t('address.name')}
          placeholder={t('address.namePlaceholder')}
          maxLength={20}
          value={draft.name}
          fault={faults.name}
          onChange={(name) => change({ name })}
        />
        <Field
          label={t('address.phone')}
          placeholder={t('address.phonePlaceholder')}
          type="number"
          maxLength={11}
          value={draft.phone}
          fault={faults.phone}
          onChange={(phone) => change({ phone })}
        />
        <RegionField region={draft} faults={faults} onChange={change} />
        <Field
          label={t('address.detail')}
          placeholder={t('address.detailPlaceholder')}
          isLong
          value={draft.detail}
          fault={faults.detail}
          onChange={(detail) => change({ detail })}
        />
        <Check isOn={draft.isDefault} text={t('address.makeDefault')} onChange={(isDefault) => change({ isDefault })} />
      </View>
      <AddressBar form={form} canRemove={saved !== undefined} />
    </>
  )
}

function AddressBar({
  form,
  canRemove,
}: {
  readonly form: ReturnType<typeof useAddressForm>
  readonly canRemove: boolean
}) {
  const { work, refusal } = form
  return (
    <View className="bottom-bar address-bar">
      {refusal && (
        <View className="address-bar__fault" role="alert">
          {describe(refusal)}
        </View>
      )}
      <View className="row">
        {canRemove && (
          <Button look="bad" text={t('common.remove')} isBusy={work === 'remove'} onTap={() => void form.remove()} />
        )}
        <Button
          className="grow"
          look="main"
          text={t(work === 'save' ? 'common.saving' : 'common.save')}
          isBusy={work === 'save'}
          onTap={() => void form.save()}
        />
      </View>
    </View>
  )
}

export default guarded(AddressPage)
