import { View } from '@tarojs/components'
import { AddressCard } from '../../../components/address-card/address-card'
import { TroubleBar } from '../../../components/async-state/trouble'
import { Icon } from '../../../components/icon/icon'
import { Tap } from '../../../components/tap/tap'
import { t } from '../../../i18n'
import { open } from '../../../services/go'
import type { Profile, SavedAddress } from '../../../services/types'
import type { UseRemote } from '../../../services/use-remote'
import './address-choice.css'

interface AddressChoiceProps {
  readonly profile: UseRemote<Profile>
  readonly address: SavedAddress | undefined
}

/** Where the order goes; leads to the saved addresses, or straight to a new one when there is none. */
export function AddressChoice({ profile, address }: AddressChoiceProps) {
  if (!profile.data && profile.error) {
    return <TroubleBar error={profile.error} isBusy={profile.isLoading} onRetry={() => void profile.reload()} />
  }
  const isNone = profile.data !== undefined && !address
  const choose = () => (isNone ? open('address', { choose: '1' }) : open('addresses', { choose: '1' }))
  return (
    <Tap className="card address-choice" label={t('confirm.chooseAddress')} onTap={choose}>
      {address ? (
        <AddressCard address={address} />
      ) : (
        <View className={`grow${isNone ? ' address-choice__none' : ' quiet'}`}>
          {t(isNone ? 'confirm.addAddress' : 'common.loading')}
        </View>
      )}
      <Icon name={isNone ? 'plus' : 'right'} size="small" />
    </Tap>
  )
}
