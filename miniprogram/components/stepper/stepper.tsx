import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { t } from '../../i18n'
import { MAX_QUANTITY, readQuantity } from '../../services/cart-lines'
import { Icon } from '../icon/icon'
import { Tap } from '../tap/tap'
import './stepper.css'

interface StepperProps {
  readonly quantity: number
  readonly onChange: (quantity: number) => void
  readonly most?: number
  /** What is counted, for screen readers. */
  readonly label?: string
}

/** A whole number from 1 on, by buttons or typed. What is typed counts once the field is left; nonsense falls back. */
export function Stepper({ quantity, onChange, most = MAX_QUANTITY, label = t('stepper.quantity') }: StepperProps) {
  const [typed, setTyped] = useState<string>()
  const settle = (text: string) => {
    setTyped(undefined)
    const read = readQuantity(text, most)
    if (read !== undefined && read !== quantity) onChange(read)
  }
  return (
    <View className="stepper" aria-label={label}>
      <Tap
        className="stepper__button"
        label={t('stepper.less')}
        isOff={quantity <= 1}
        onTap={() => onChange(quantity - 1)}
      >
        <Icon name="minus" size="small" />
      </Tap>
      <Input
        className="stepper__input figure"
        type="number"
        maxlength={6}
        aria-label={label}
        value={typed ?? String(quantity)}
        onInput={(event) => setTyped(event.detail.value)}
        onBlur={(event) => settle(event.detail.value)}
        onConfirm={(event) => settle(event.detail.value)}
      />
      <Tap
        className="stepper__button"
        label={t('stepper.more')}
        isOff={quantity >= most}
        onTap={() => onChange(quantity + 1)}
      >
        <Icon name="plus" size="small" />
      </Tap>
    </View>
  )
}
