import Taro from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useEffect, type PropsWithChildren } from 'react'
import { currentLanguage } from '../../i18n'
import { textClass, textSizeStore } from '../../services/text-size'
import { useStore } from '../../services/store'

type PageProps = PropsWithChildren<{
  /** Shown in the navigation bar; in the language of the moment. */
  readonly title: string
  readonly className?: string
}>

/** The ground of every page: colours, text size and title. */
export function Page({ title, className = '', children }: PageProps) {
  const size = useStore(textSizeStore)
  useEffect(() => {
    void Taro.setNavigationBarTitle({ title })
  }, [title])
  return (
    <View className={`shop-page ${className}${textClass(size)}`} {...{ lang: currentLanguage() }}>
      {children}
    </View>
  )
}
