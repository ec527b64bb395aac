import { Text, View } from '@tarojs/components'
import { t } from '../../../i18n'
import type { Staff } from '../../parts/use-staff'

/** Who works here and as what. */
export function Who({ staff }: { readonly staff: Staff }) {
  return (
    <View className="staff-head">
      <Text className="staff-head__name">{staff.name}</Text>
      <Text className="staff-chip">{t(`role.${staff.role}`)}</Text>
    </View>
  )
}
