import { useDidShow, useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { AddressCard } from '../../components/address-card/address-card'
import { AsyncState } from '../../components/async-state/async-state'
import { Button } from '../../components/button/button'
import { Empty } from '../../components/empty/empty'
import { Icon } from '../../components/icon/icon'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { chosenAddressStore } from '../../services/addresses'
import { customer } from '../../services/customer'
import { goBack, open } from '../../services/go'
import type { SavedAddress } from '../../services/types'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'

function AddressesPage() {
  const who = useWho()
  const isChoosing = useRouter().params.choose === '1'
  const profile = useRemote(who.key, () => customer.profile.get({}))
  useDidShow(() => {
    if (profile.data) void profile.refresh()
  })
  return (
    <Page title={t('address.title')} className="above-bottom-bar">
      <AsyncState state={profile}>
        {({ addresses }) => (
          <>
            {addresses.length === 0 && <Empty icon="place" title={t('address.empty')} text={t('address.emptyHint')} />}
            {addresses.length > 0 && (
              <View className="list">
                {addresses.map((address) => (
                  <AddressRow key={address.id} address={address} isChoosing={isChoosing} />
                ))}
              </View>
            )}
            <View className="bottom-bar">
              <Button className="grow" look="main" text={t('address.new')} onTap={() => open('address')} />
            </View>
          </>
        )}
      </AsyncState>
    </Page>
  )
}

function AddressRow({ address, isChoosing }: { readonly address: SavedAddress; readonly isChoosing: boolean }) {
  const edit = () => open('address', { id: address.id })
  const choose = () => {
    chosenAddressStore.write(address.id)
    goBack()
  }
  const badge = address.isDefault ? { badge: t('address.default') } : {}
  return (
    <View className="list__item">
      <Tap
        className="grow"
        label={isChoosing ? t('address.choose') : t('common.edit')}
        onTap={isChoosing ? choose : edit}
      >
        <AddressCard address={address} {...badge} />
      </Tap>
      <Tap className="row" label={t('common.edit')} onTap={edit}>
        <Icon name="edit" />
      </Tap>
    </View>
  )
}

export default guarded(AddressesPage)
