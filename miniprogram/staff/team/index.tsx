import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { PagedList } from '../../components/async-state/paged-list'
import { Button } from '../../components/button/button'
import { Empty } from '../../components/empty/empty'
import { guarded } from '../../components/page/guarded'
import { t } from '../../i18n'
import { staff } from '../../services/staff'
import { usePaged } from '../../services/use-paged'
import { Frame } from '../parts/frame/frame'
import { offersOf } from '../parts/offers'
import type { Staff } from '../parts/use-staff'
import { DemoCard } from './parts/demo-card'
import { InviteSheet } from './parts/invite-sheet'
import { Member } from './parts/member'
import { useRevoke } from './use-revoke'
import './index.css'

function TeamPage() {
  return (
    <Frame title={t('staff.team.title')} tab="team">
      {(me) =>
        offersOf(me.role).seeTeam ? <Team me={me} /> : <Empty icon="user" title={t('staff.team.ownersOnly')} />
      }
    </Frame>
  )
}

/** Who works here; the owner invites and revokes, and clears the demo. */
function Team({ me }: { readonly me: Staff }) {
  const list = usePaged('team', async (after) => {
    const page = await staff.staff.list(after === undefined ? {} : { after })
    return { ...page, rows: page.rows.map((row) => ({ ...row, id: row.personId })) }
  })
  const [isInviting, setInviting] = useState(false)
  const { revokingId, revoke } = useRevoke(() => void list.refresh())
  const isOwner = offersOf(me.role).manageTeam
  usePullDownRefresh(() => void list.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void list.more())
  return (
    <View className="staff-column">
      {isOwner && (
        <Button className="team__invite" text={t('staff.team.invite')} look="main" onTap={() => setInviting(true)} />
      )}
      <PagedList
        list={list}
        empty={<Empty icon="user" title={t('staff.team.empty')} text={t('staff.team.emptyHint')} />}
      >
        {(rows) => (
          <View className="list">
            {rows.map((member) => (
              <Member
                key={member.id}
                member={member}
                isMe={member.personId === me.personId}
                isBusy={revokingId === member.personId}
                onRevoke={isOwner ? () => void revoke(member) : undefined}
              />
            ))}
          </View>
        )}
      </PagedList>
      {isOwner && <DemoCard />}
      <InviteSheet isOpen={isInviting} onClose={() => setInviting(false)} />
    </View>
  )
}

export default guarded(TeamPage)
