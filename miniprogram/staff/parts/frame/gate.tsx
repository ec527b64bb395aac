import Taro from '@tarojs/taro'
import { Empty } from '../../../components/empty/empty'
import { describe, t } from '../../../i18n'
import { say } from '../../../services/phone'
import { toRefused } from '../../../services/refused'
import { sessionStore, switchRole } from '../../../services/session'
import { CUSTOMER_START } from '../../../services/start'
import { useStore } from '../../../services/store'
import type { Role } from '../../../services/types'
import { isStaffRole } from '../use-staff'
import { useWork } from '../use-work'

/** What people see here who do not act as staff: who they are, and the way to where they want to be. */
export function Gate() {
  const session = useStore(sessionStore)
  const { isBusy, run } = useWork()
  const title = t('staff.gate.title')
  if (!session) {
    const signIn = () => void Taro.navigateTo({ url: '/pages/sign-in/index' })
    return (
      <Empty
        icon="user"
        title={title}
        text={t('staff.gate.guest')}
        action={{ text: t('staff.gate.signIn'), onTap: signIn }}
      />
    )
  }
  const role = session.person.roles.find(isStaffRole)
  if (!role) {
    const leave = () => void Taro.reLaunch({ url: CUSTOMER_START })
    return (
      <Empty
        icon="user"
        title={title}
        text={t('staff.gate.notStaff')}
        action={{ text: t('staff.gate.shop'), onTap: leave }}
      />
    )
  }
  const text = t('staff.me.switchTo', { role: t(`role.${role}`) })
  const action = { text, isBusy, onTap: () => void run(() => actAs(role)) }
  return <Empty icon="swap" title={title} text={t('staff.gate.customer')} action={action} />
}

async function actAs(role: Role): Promise<void> {
  try {
    await switchRole(role)
  } catch (error) {
    say(describe(toRefused(error)))
  }
}
