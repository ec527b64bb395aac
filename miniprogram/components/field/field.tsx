import { Input, Text, Textarea, View } from '@tarojs/components'
import './field.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
  readonly type?: 'text' | 'number'
  readonly maxLength?: number
  /** What is wrong with the value, in words. */
  readonly fault?: string | undefined
  readonly isLong?: boolean
}

/** One labelled field of a form. */
export function Field({
  label,
  value,
  onChange,
  placeholder,
  type = 'text',
  maxLength = 100,
  fault,
  isLong,
}: FieldProps) {
  const shared = {
    className: `field__input${isLong === true ? ' field__input--long' : ''}`,
    value,
    maxlength: maxLength,
    placeholderClass: 'field__placeholder',
    'aria-label': label,
    'aria-invalid': fault === undefined ? 'false' : 'true',
    onInput: (event: { detail: { value: string } }) => onChange(event.detail.value),
    ...(placeholder === undefined ? {} : { placeholder }),
  } as const
  return (
    <View className={`field${fault === undefined ? '' : ' field--fault'}`}>
      <Text className="field__label">{label}</Text>
      {isLong === true ? <Textarea {...shared} autoHeight /> : <Input {...shared} type={type} />}
      {fault !== undefined && (
        <View className="field__fault" role="alert">
          {fault}
        </View>
      )}
    </View>
  )
}
