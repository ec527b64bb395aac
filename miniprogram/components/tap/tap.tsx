import { View } from '@tarojs/components'
import type { ITouchEvent } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import { keyboardProps } from './keyboard'

const isWeapp = process.env.TARO_ENV === 'weapp'

export type TapProps = PropsWithChildren<{
  readonly onTap: () => void
  readonly className?: string
  /** For those who do not see the screen; needed where the content is only an icon or a picture. */
  readonly label?: string
  readonly role?: 'button' | 'link' | 'tab' | 'checkbox' | 'radio'
  readonly isOff?: boolean
  /** For a tab, checkbox or radio: whether it is the chosen one. */
  readonly isOn?: boolean
}>

/** Anything that can be pressed: by thumb, by keyboard in the browser, by a screen reader. */
export function Tap({ onTap, className = '', label, role = 'button', isOff = false, isOn, children }: TapProps) {
  const press = () => {
    if (!isOff) onTap()
  }
  return (
    <View
      className={`tap ${className}${isOff ? ' tap--off' : ''}`}
      hoverClass={isOff ? 'none' : 'tap--held'}
      {...(isWeapp ? { ariaRole: role } : { role })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(isOn === undefined ? {} : { 'aria-checked': String(isOn), 'aria-selected': String(isOn) })}
      {...(isOff ? { 'aria-disabled': 'true' } : {})}
      {...keyboardProps(press)}
      onClick={(event: ITouchEvent) => {
        event.stopPropagation()
        press()
      }}
    >
      {children}
    </View>
  )
}
