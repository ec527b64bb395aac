import { Text, View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { t } from '../../i18n'
import { Icon } from '../icon/icon'
import { Tap } from '../tap/tap'
import './sheet.css'

type SheetProps = PropsWithChildren<{
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
}>

/** A panel from the bottom of the screen over a shade; a press on the shade or the cross closes it. */
export function Sheet({ isOpen, title, onClose, children }: SheetProps) {
  if (!isOpen) return null
  return (
    <View className="sheet" role="dialog" aria-modal="true" aria-label={title}>
      <View className="sheet__shade" catchMove onClick={onClose} />
      <View className="sheet__panel">
        <View className="sheet__head">
          <Text className="sheet__title">{title}</Text>
          <Tap className="sheet__close" label={t('common.close')} onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        <View className="sheet__body">{children}</View>
      </View>
    </View>
  )
}
