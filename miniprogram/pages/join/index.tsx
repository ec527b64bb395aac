import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { SignInAsk } from '../../components/async-state/trouble'
import { Button } from '../../components/button/button'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { describe, t } from '../../i18n'
import { customer } from '../../services/customer'
import { toRefused, type Refused } from '../../services/refused'
import { switchRole } from '../../services/session'
import { goToStart } from '../../services/start'
import type { StaffRole } from '../../services/types'
import { useWho } from '../../services/who'

interface Joined {
  readonly name: string
  readonly roles: StaffRole[]
}

/** Takes an invitation to work in the shop; it is bound to this person and works once. */
function useJoin(token: string) {
  const [joined, setJoined] = useState<Joined>()
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()

  async function run(task: () => Promise<void>): Promise<void> {
    setBusy(true)
    setRefusal(undefined)
    try {
      await task()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setBusy(false)
  }

  return {
    joined,
    isBusy,
    refusal,
    join: () => run(async () => setJoined(await customer.staff.join({ token }))),
    openWorkbench: () =>
      run(async () => {
        const role = joined?.roles[0]
        if (role) await switchRole(role)
        await goToStart()
      }),
  }
}

function JoinPage() {
  const who = useWho()
  const join = useJoin(useRouter().params.token ?? '')
  const { joined } = join
  if (who.role === 'guest') {
    return (
      <Page title={t('join.title')}>
        <SignInAsk />
      </Page>
    )
  }
  return (
    <Page title={t('join.title')}>
      <View className="card">
        <View className="card__title">{joined ? t('join.done', { name: joined.name }) : t('join.title')}</View>
        <View className="field">
          {joined
            ? t('join.roles', { roles: joined.roles.map((role) => t(`role.${role}`)).join('、') })
            : t('join.text')}
        </View>
        {join.refusal && (
          <View className="field__fault" role="alert">
            {describe(join.refusal)}
          </View>
        )}
        <Button
          look="main"
          isBusy={join.isBusy}
          text={joined ? t('join.open') : t(join.isBusy ? 'join.joining' : 'join.button')}
          onTap={() => void (joined ? join.openWorkbench() : join.join())}
        />
      </View>
    </Page>
  )
}

export default guarded(JoinPage)
