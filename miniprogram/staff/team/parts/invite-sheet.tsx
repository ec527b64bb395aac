import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Field } from '../../../components/field/field'
import { Sheet } from '../../../components/sheet/sheet'
import { describe, t } from '../../../i18n'
import { useDraft } from '../../../services/draft'
import { copy } from '../../../services/phone'
import { toRefused } from '../../../services/refused'
import { staff } from '../../../services/staff'
import { formatShortTime } from '../../../services/time'
import type { StaffRole } from '../../../services/types'
import { Choice } from '../../parts/choice'
import { toggle } from '../../parts/toggle'
import { useWork } from '../../parts/use-work'
import { QrCode } from './qr-code'

const ROLES: readonly StaffRole[] = ['sales', 'manager', 'warehouse', 'finance', 'service', 'owner']

interface Invitation {
  readonly name: string
  readonly qrText: string
  readonly expiresAt: string
}

/** Invites a colleague: name and roles first, then a code that works once. */
export function InviteSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Sheet isOpen={isOpen} title={t('staff.team.invite')} onClose={onClose}>
      <Invite onClose={onClose} />
    </Sheet>
  )
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  return invitation ? <Made invitation={invitation} onClose={onClose} /> : <InviteForm onMade={setInvitation} />
}

function InviteForm({ onMade }: { readonly onMade: (invitation: Invitation) => void }) {
  const { draft, change, done } = useDraft<{ name: string; roles: StaffRole[] }>('invite', { name: '', roles: [] })
  const [isAsked, setAsked] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const { isBusy, run } = useWork()
  const isNamed = draft.name.trim() !== ''
  const make = async () => {
    setAsked(true)
    if (!isNamed || draft.roles.length === 0) return
    try {
      const made = await staff.staff.invite({ name: draft.name, roles: draft.roles })
      done()
      onMade({ name: draft.name, ...made })
    } catch (caught) {
      setNotice(describe(toRefused(caught)))
    }
  }
  return (
    <>
      {notice !== null && (
        <View className="staff-notice staff-notice--bad" role="alert">
          {notice}
        </View>
      )}
      <Field
        label={t('staff.team.inviteName')}
        value={draft.name}
        maxLength={30}
        fault={isAsked && !isNamed ? t('staff.customers.nameNeeded') : undefined}
        onChange={(name) => change({ name })}
      />
      <Choice
        label={t('staff.team.inviteRoles')}
        choices={ROLES.map((id) => ({ id, name: t(`role.${id}`) }))}
        chosenIds={draft.roles}
        isMany
        fault={isAsked && draft.roles.length === 0 ? t('staff.team.rolesNeeded') : undefined}
        onChoose={(role) => change({ roles: toggle(draft.roles, role) })}
      />
      <Button
        className="staff-form__foot"
        text={t(isBusy ? 'staff.team.inviting' : 'staff.team.inviteMake')}
        look="main"
        isBusy={isBusy}
        onTap={() => void run(make)}
      />
    </>
  )
}

function Made({ invitation, onClose }: { readonly invitation: Invitation; readonly onClose: () => void }) {
  const { name, qrText, expiresAt } = invitation
  return (
    <View className="invitation">
      <QrCode text={qrText} label={t('staff.team.inviteQr')} />
      <View>{t('staff.team.inviteScan', { name, time: formatShortTime(expiresAt) })}</View>
      <Text className="quiet">{t('staff.team.inviteText')}</Text>
      <View className="invitation__text">{qrText}</View>
      <View className="row">
        <Button text={t('common.copy')} onTap={() => void copy(qrText)} />
        <Button text={t('staff.team.done')} look="main" onTap={onClose} />
      </View>
    </View>
  )
}
