import { View } from '@tarojs/components'
import { useState } from 'react'
import { AsyncState } from '../../components/async-state/async-state'
import { Button } from '../../components/button/button'
import { Field } from '../../components/field/field'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { describe, t } from '../../i18n'
import { customer } from '../../services/customer'
import { useDraft } from '../../services/draft'
import { goBack } from '../../services/go'
import { say } from '../../services/phone'
import { toRefused, type Refused } from '../../services/refused'
import type { Profile } from '../../services/types'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'

function ProfilePage() {
  const who = useWho()
  const profile = useRemote(who.key, () => customer.profile.get({}))
  return (
    <Page title={t('profile.title')} className="above-bottom-bar">
      <AsyncState state={profile}>{(data) => <ProfileForm key={data.customerId} profile={data} />}</AsyncState>
    </Page>
  )
}

function useProfileForm(profile: Profile) {
  const { name, company, phone } = profile
  const { draft, change, done } = useDraft(`profile:${profile.customerId}`, { name, company, phone })
  const [isChecked, setChecked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()
  const isNamed = draft.name.trim() !== ''
  const isPhone = draft.phone === '' || /^1[3-9]\d{9}$/.test(draft.phone)

  async function save(): Promise<void> {
    setChecked(true)
    if (!isNamed || !isPhone || isSaving) return
    setSaving(true)
    setRefusal(undefined)
    try {
      await customer.profile.save({ name: draft.name.trim(), company: draft.company.trim(), phone: draft.phone })
      done()
      say(t('common.saved'), true)
      goBack()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setSaving(false)
  }

  return {
    draft,
    change,
    isSaving,
    refusal,
    save,
    nameFault: isChecked && !isNamed ? t('profile.needName') : undefined,
    phoneFault: isChecked && !isPhone ? t('profile.needPhone') : undefined,
  }
}

function ProfileForm({ profile }: { readonly profile: Profile }) {
  const { draft, change, isSaving, refusal, save, nameFault, phoneFault } = useProfileForm(profile)
  return (
    <>
      <View className="card">
        <Field
          label={t('profile.name')}
          maxLength={30}
          value={draft.name}
          fault={nameFault}
          onChange={(name) => change({ name })}
        />
        <Field
          label={t('profile.company')}
          maxLength={60}
          value={draft.company}
          onChange={(company) => change({ company })}
        />
        <Field
          label={t('profile.phone')}
          type="number"
          maxLength={11}
          value={draft.phone}
          fault={phoneFault}
          onChange={(phone) => change({ phone })}
        />
        {refusal && (
          <View className="field__fault" role="alert">
            {describe(refusal)}
          </View>
        )}
      </View>
      <View className="bottom-bar">
        <Button
          className="grow"
          look="main"
          text={t(isSaving ? 'common.saving' : 'common.save')}
          isBusy={isSaving}
          onTap={() => void save()}
        />
      </View>
    </>
  )
}

export default guarded(ProfilePage)
