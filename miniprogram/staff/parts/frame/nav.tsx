import Taro from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '../../../components/icon/icon'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { offersOf } from '../offers'
import type { Staff } from '../use-staff'
import { MeSheet } from './me-sheet'
import './nav.css'

export type StaffTab = 'todo' | 'customers' | 'stock' | 'team'

const TABS = [
  { tab: 'todo', icon: 'list' },
  { tab: 'customers', icon: 'tag' },
  { tab: 'stock', icon: 'box' },
  { tab: 'team', icon: 'user' },
] as const

interface NavProps {
  readonly staff: Staff
  readonly active: StaffTab
  /** A page with its own bar at the bottom keeps the way out for wide windows only. */
  readonly isWideOnly: boolean
}

/** The way between the rooms of the workbench: a bar under the thumb, a column at the left of a wide window. */
export function Nav({ staff, active, isWideOnly }: NavProps) {
  const [isMeOpen, setMeOpen] = useState(false)
  const tabs = TABS.filter(({ tab }) => tab !== 'team' || offersOf(staff.role).seeTeam)
  return (
    <>
      <View className={`staff-nav${isWideOnly ? ' staff-nav--wide' : ''}`} aria-label={t('staff.nav.label')}>
        {tabs.map(({ tab, icon }) => (
          <Tap
            key={tab}
            className={`staff-nav__tab${tab === active ? ' staff-nav__tab--on' : ''}`}
            role="link"
            onTap={() => goTo(tab, isWideOnly ? undefined : active)}
          >
            <Icon name={icon} />
            <Text className="staff-nav__text">{t(`staff.nav.${tab}`)}</Text>
          </Tap>
        ))}
        <Tap className="staff-nav__tab staff-nav__tab--me" onTap={() => setMeOpen(true)}>
          <Text className="staff-nav__me" aria-hidden="true">
            {staff.name.slice(0, 1)}
          </Text>
          <Text className="staff-nav__text">{t('staff.nav.me')}</Text>
        </Tap>
      </View>
      <MeSheet staff={staff} isOpen={isMeOpen} onClose={() => setMeOpen(false)} />
    </>
  )
}

function goTo(tab: StaffTab, active: StaffTab | undefined) {
  if (tab === active) return
  void Taro.redirectTo({ url: `/staff/${tab}/index` })
}
