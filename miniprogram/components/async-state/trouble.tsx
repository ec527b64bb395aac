import Taro from '@tarojs/taro'
import { View } from '@tarojs/components'
import { describe, t } from '../../i18n'
import { isNetwork, isSignInNeeded, type Refused } from '../../services/refused'
import { Button } from '../button/button'
import { Empty } from '../empty/empty'
import './trouble.css'

interface TroubleProps {
  readonly error: Refused
  readonly isBusy: boolean
  readonly onRetry: () => void
}

/** Why there is nothing to show, with the one thing that helps: try again, or sign in. */
export function Trouble({ error, isBusy, onRetry }: TroubleProps) {
  if (isSignInNeeded(error)) return <SignInAsk />
  return (
    <Empty
      icon={isNetwork(error) ? 'offline' : 'trouble'}
      title={describe(error)}
      action={{ text: t('common.retry'), onTap: onRetry, isBusy }}
    />
  )
}

/** Asks a guest to sign in. */
export function SignInAsk({ text }: { readonly text?: string }) {
  const signIn = () => void Taro.navigateTo({ url: '/pages/sign-in/index' })
  return (
    <Empty icon="user" title={text ?? t('error.AUTH.NEEDED')} action={{ text: t('common.signIn'), onTap: signIn }} />
  )
}

/** The same in one line, above content that is still there from before. */
export function TroubleBar({ error, isBusy, onRetry }: TroubleProps) {
  return (
    <View className="trouble-bar" role="alert">
      <View className="grow">{describe(error)}</View>
      <Button size="small" text={t('common.retry')} isBusy={isBusy} onTap={onRetry} />
    </View>
  )
}
