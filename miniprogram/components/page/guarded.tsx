import { View, Text } from '@tarojs/components'
import { Component, type ComponentType, type PropsWithChildren } from 'react'
import { t } from '../../i18n'
import { Button } from '../button/button'
import './guarded.css'

interface GuardState {
  readonly isBroken: boolean
}

/** React catches faults while drawing only in a class; without it Taro leaves the page blank. */
class Guard extends Component<PropsWithChildren, GuardState> {
  override state: GuardState = { isBroken: false }

  static getDerivedStateFromError(): GuardState {
    return { isBroken: true }
  }

  override componentDidCatch(error: Error): void {
    console.error(error)
  }

  override render() {
    return this.state.isBroken ? <Broken onAgain={() => this.setState({ isBroken: false })} /> : this.props.children
  }
}

function Broken({ onAgain }: { readonly onAgain: () => void }) {
  return (
    <View className="shop-page broken">
      <Text className="strong">{t('broken.title')}</Text>
      <Text className="quiet">{t('broken.text')}</Text>
      <Button text={t('common.retry')} look="main" onTap={onAgain} />
    </View>
  )
}

/** A page that, should drawing it fail, says so and can be opened again. Every page is exported through this. */
export function guarded(PageComponent: ComponentType) {
  return function GuardedPage() {
    return (
      <Guard>
        <PageComponent />
      </Guard>
    )
  }
}
