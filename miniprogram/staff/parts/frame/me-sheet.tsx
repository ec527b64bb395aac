import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../../../components/button/button'
import { Icon } from '../../../components/icon/icon'
import { Sheet } from '../../../components/sheet/sheet'
import { Tap } from '../../../components/tap/tap'
import { describe, t } from '../../../i18n'
import { confirm, say } from '../../../services/phone'
import { toRefused } from '../../../services/refused'
import { signOut, switchRole } from '../../../services/session'
import { goToStart } from '../../../services/start'
import type { Role } from '../../../services/types'
import { useWork } from '../use-work'
import type { Staff } from '../use-staff'

interface MeSheetProps {
  readonly staff: Staff
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Who works here, as what, and the ways to another role or out. */
export function MeSheet({ staff, isOpen, onClose }: MeSheetProps) {
  const { isBusy, run } = useWork()
  const [wanted, setWanted] = useState<Role | null>(null)
  const change = (role: Role) => {
    setWanted(role)
    void run(() => changeRole(role))
  }
  return (
    <Sheet isOpen={isOpen} title={staff.name} onClose={onClose}>
      <View className="quiet">
        {t('staff.me.actingAs')}：{t(`role.${staff.role}`)}
      </View>
      <View className="me-sheet__roles">
        {staff.roles
          .filter((role) => role !== staff.role)
          .map((role) => (
            <Tap key={role} className="me-sheet__role" isOff={isBusy} onTap={() => change(role)}>
              <Icon name="swap" />
              <Text className="grow">{t('staff.me.switchTo', { role: t(`role.${role}`) })}</Text>
              {isBusy && wanted === role ? (
                <Text className="quiet">{t('staff.me.switching')}</Text>
              ) : (
                <Icon name="right" />
              )}
            </Tap>
          ))}
      </View>
      <Button text={t('me.signOut')} look="bad" isBusy={isBusy && wanted === null} onTap={() => void run(leave)} />
    </Sheet>
  )
}

async function changeRole(role: Role): Promise<void> {
  try {
    await switchRole(role)
    await goToStart()
  } catch (error) {
    say(describe(toRefused(error)))
  }
}

async function leave(): Promise<void> {
  if (!(await confirm(t('me.signOut'), t('staff.me.signOutAsk')))) return
  await signOut()
  await goToStart()
}
