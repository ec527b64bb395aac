import { Text, View } from '@tarojs/components'
import { Button } from '../button/button'
import { Icon, type IconName } from '../icon/icon'
import './empty.css'

export interface EmptyProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: string
  readonly action?: { readonly text: string; readonly onTap: () => void; readonly isBusy?: boolean }
}

/** Nothing to show, and what one can do about it. Also the face of errors. */
export function Empty({ icon, title, text, action }: EmptyProps) {
  return (
    <View className="empty" role="status">
      <View className="empty__icon">
        <Icon name={icon} size="large" />
      </View>
      <Text className="empty__title">{title}</Text>
      {text !== undefined && <Text className="empty__text">{text}</Text>}
      {action !== undefined && (
        <Button
          className="empty__action"
          text={action.text}
          look="main"
          isBusy={action.isBusy === true}
          onTap={action.onTap}
        />
      )}
    </View>
  )
}
