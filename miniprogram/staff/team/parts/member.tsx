import { Text, View } from '@tarojs/components'
import { Button } from '../../../components/button/button'
import { t } from '../../../i18n'
import { formatDay } from '../../../services/time'
import type { StaffMember } from '../../parts/types'

interface MemberProps {
  readonly member: StaffMember
  readonly isMe: boolean
  readonly isBusy: boolean
  readonly onRevoke: (() => void) | undefined
}

/** One member of staff: what they may act as, since when, or until when. */
export function Member({ member, isMe, isBusy, onRevoke }: MemberProps) {
  const { name, roles, joinedAt, revokedAt } = member
  const canRevoke = onRevoke !== undefined && !isMe && revokedAt === null
  return (
    <View className={`list__item${revokedAt === null ? '' : ' member--revoked'}`}>
      <View className="grow">
        <View className="member__name">
          <Text className="strong">{name}</Text>
          {isMe && <Text className="staff-chip">{t('staff.team.you')}</Text>}
          {roles.map((role) => (
            <Text key={role} className="staff-chip staff-chip--quiet">
              {t(`role.${role}`)}
            </Text>
          ))}
        </View>
        <View className="quiet figure">
          {revokedAt === null
            ? t('staff.team.joined', { date: formatDay(joinedAt) })
            : t('staff.team.revoked', { date: formatDay(revokedAt) })}
        </View>
      </View>
      {canRevoke && <Button text={t('staff.team.revoke')} look="bad" size="small" isBusy={isBusy} onTap={onRevoke} />}
    </View>
  )
}
