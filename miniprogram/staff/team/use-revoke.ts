import { useState } from 'react'
import { describe, t } from '../../i18n'
import { confirm, say } from '../../services/phone'
import { toRefused } from '../../services/refused'
import { staff } from '../../services/staff'
import type { StaffMember } from '../parts/types'

/** Takes a member's rights away, after asking; revoking twice is the same as once. */
export function useRevoke(onChanged: () => void) {
  const [revokingId, setRevokingId] = useState<string | null>(null)

  async function revoke({ personId, name }: StaffMember) {
    const isSure = await confirm(
      t('staff.team.revokeAsk', { name }),
      t('staff.team.revokeHint'),
      t('staff.team.revoke'),
    )
    if (!isSure) return
    setRevokingId(personId)
    try {
      await staff.staff.revoke({ personId })
      say(t('staff.team.revokedNow', { name }), true)
    } catch (caught) {
      say(describe(toRefused(caught)))
    }
    setRevokingId(null)
    onChanged()
  }
  return { revokingId, revoke }
}
