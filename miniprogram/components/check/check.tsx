import { Text, View } from '@tarojs/components'
import { Icon } from '../icon/icon'
import { Tap } from '../tap/tap'
import './check.css'

interface CheckProps {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly text?: string
  readonly label?: string
  readonly isOff?: boolean
}

/** A tick box that a thumb can hit. */
export function Check({ isOn, onChange, text, label, isOff = false }: CheckProps) {
  const name = label ?? text ?? ''
  return (
    <Tap className="check" role="checkbox" isOn={isOn} isOff={isOff} label={name} onTap={() => onChange(!isOn)}>
      <View className={`check__box${isOn ? ' check__box--on' : ''}`}>{isOn && <Icon name="check" size="small" />}</View>
      {text !== undefined && <Text>{text}</Text>}
    </Tap>
  )
}
