import { useDidShow } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { Button } from '../../components/button/button'
import { Icon, type IconName } from '../../components/icon/icon'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { showCartBadge } from '../../services/cart'
import { customer } from '../../services/customer'
import { open } from '../../services/go'
import { confirm } from '../../services/phone'
import { signOut } from '../../services/session'
import { goToStart } from '../../services/start'
import { nameTabs } from '../../services/tabs'
import type { Profile } from '../../services/types'
import { useRemote } from '../../services/use-remote'
import { useWho, type Who } from '../../services/who'
import { OrderEntries } from './parts/order-entries'
import { Settings } from './parts/settings'
import './index.css'

function MePage() {
  const who = useWho()
  const profile = useRemote(who.role === 'customer' ? who.key : null, () => customer.profile.get({}))
  useDidShow(() => {
    nameTabs()
    showCartBadge()
    if (profile.data) void profile.refresh()
  })
  const leave = async () => {
    if (!(await confirm(t('me.signOut'), t('me.signOutAsk')))) return
    await signOut()
    await goToStart()
  }
  return (
    <Page title={t('me.title')}>
      {who.role === 'guest' ? <GuestHead /> : <Head who={who} profile={profile.data} />}
      {who.role === 'customer' && <OrderEntries />}
      <View className="list">
        {who.role === 'customer' && (
          <>
            <Entry icon="place" text={t('me.addresses')} page="addresses" />
            <Entry icon="user" text={t('me.profile')} page="profile" />
          </>
        )}
        <Entry icon="truck" text={t('me.track')} page="track" />
        {who.role !== 'guest' && <Entry icon="scan" text={t('me.scan')} page="scan" />}
      </View>
      <Settings who={who} />
      {who.role !== 'guest' && (
        <Button className="me__leave" look="second" text={t('me.signOut')} onTap={() => void leave()} />
      )}
    </Page>
  )
}

function GuestHead() {
  return (
    <View className="card me__head">
      <View className="grow">
        <View className="me__name">{t('me.guest')}</View>
        <View className="quiet">{t('me.guestHint')}</View>
      </View>
      <Button look="main" text={t('me.signIn')} onTap={() => open('sign-in')} />
    </View>
  )
}

function Head({ who, profile }: { readonly who: Who; readonly profile: Profile | undefined }) {
  const name = profile?.name ?? who.person?.name ?? ''
  return (
    <View className="card me__head">
      <View className="me__face" aria-hidden="true">
        {name.slice(0, 1)}
      </View>
      <View className="grow">
        <View className="row me__line">
          <Text className="me__name">{name}</Text>
          {profile && (
            <Text className="me__level" aria-label={`${t('me.level')} ${profile.levelName}`}>
              {profile.levelName}
            </Text>
          )}
        </View>
        {profile && profile.company !== '' && <View className="quiet">{profile.company}</View>}
        {profile && <View className="quiet figure">{`${t('me.code')} ${profile.code}`}</View>}
      </View>
    </View>
  )
}

interface EntryProps {
  readonly icon: IconName
  readonly text: string
  readonly page: string
}

function Entry({ icon, text, page }: EntryProps) {
  return (
    <Tap className="list__item" role="link" onTap={() => open(page)}>
      <View className="me__icon">
        <Icon name={icon} />
      </View>
      <Text className="grow">{text}</Text>
      <Icon name="right" size="small" />
    </Tap>
  )
}

export default guarded(MePage)
