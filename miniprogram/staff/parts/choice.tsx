import { View } from '@tarojs/components'
import { Tap } from '../../components/tap/tap'

interface ChoiceProps<Id extends string> {
  readonly label: string
  readonly choices: readonly { readonly id: Id; readonly name: string }[]
  readonly chosenIds: readonly string[]
  /** Several may be on at once. */
  readonly isMany?: boolean
  readonly fault?: string | undefined
  readonly onChoose: (id: Id) => void
}

/** A labelled row of choices, each as large as a thumb; for the few things that a list box would hide. */
export function Choice<Id extends string>({ label, choices, chosenIds, isMany, fault, onChoose }: ChoiceProps<Id>) {
  return (
    <View className="field">
      <View className="field__label staff-choices__label">{label}</View>
      <View className="staff-choices" role={isMany === true ? 'group' : 'radiogroup'} aria-label={label}>
        {choices.map(({ id, name }) => (
          <Tap
            key={id}
            className={`staff-choice${chosenIds.includes(id) ? ' staff-choice--on' : ''}`}
            role={isMany === true ? 'checkbox' : 'radio'}
            isOn={chosenIds.includes(id)}
            onTap={() => onChoose(id)}
          >
            {name}
          </Tap>
        ))}
      </View>
      {fault !== undefined && (
        <View className="field__fault" role="alert">
          {fault}
        </View>
      )}
    </View>
  )
}
