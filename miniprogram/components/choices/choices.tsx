import { Text, View } from '@tarojs/components'
import { Icon } from '../icon/icon'
import { Tap } from '../tap/tap'
import './choices.css'

interface ChoicesProps<T extends string> {
  readonly choices: readonly { readonly id: T; readonly text: string }[]
  readonly chosen: string | undefined
  readonly onChoose: (id: T) => void
}

/** One of several, in a sheet. */
export function Choices<T extends string>({ choices, chosen, onChoose }: ChoicesProps<T>) {
  return (
    <View role="radiogroup">
      {choices.map(({ id, text }) => (
        <Tap key={id} className="choice" role="radio" isOn={id === chosen} onTap={() => onChoose(id)}>
          <Text className={id === chosen ? 'strong' : ''}>{text}</Text>
          {id === chosen && (
            <View className="choice__mark">
              <Icon name="check" />
            </View>
          )}
        </Tap>
      ))}
    </View>
  )
}
