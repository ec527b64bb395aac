import { Empty } from '../../../components/empty/empty'
import { t } from '../../../i18n'
import type { Refused } from '../../../services/refused'
import { signOut } from '../../../services/session'
import { goToStart } from '../../../services/start'
import { useWork } from '../use-work'

/** Every role of staff may list orders: who is refused that is staff no more, whatever the session says. */
export function isRoleLost(error: Refused | undefined): boolean {
  return error?.code === 'AUTH.FORBIDDEN'
}

/** For those who were revoked, or whose demo person was cleared, while they worked: what happened, and the way out. */
export function RoleLost() {
  const { isBusy, run } = useWork()
  const leave = async () => {
    await signOut()
    await goToStart()
  }
  return (
    <Empty
      icon="user"
      title={t('staff.lost.title')}
      text={t('staff.lost.text')}
      action={{ text: t('me.signOut'), isBusy, onTap: () => void run(leave) }}
    />
  )
}
