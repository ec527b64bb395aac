import { Text } from '@tarojs/components'
import './icon.css'

export type IconName =
  | 'search'
  | 'right'
  | 'down'
  | 'plus'
  | 'minus'
  | 'close'
  | 'check'
  | 'copy'
  | 'phone'
  | 'place'
  | 'truck'
  | 'scan'
  | 'trash'
  | 'edit'
  | 'cart'
  | 'box'
  | 'list'
  | 'offline'
  | 'trouble'
  | 'user'
  | 'clock'
  | 'tag'
  | 'swap'
  | 'globe'
  | 'text'
  | 'exit'

/** A decoration beside words; screen readers pass over it. The thing that is pressed carries the label. */
export function Icon({
  name,
  size = 'normal',
}: {
  readonly name: IconName
  readonly size?: 'small' | 'normal' | 'large'
}) {
  return <Text className={`icon icon--${name} icon--${size}`} aria-hidden="true" />
}
