import { Text } from '@tarojs/components'
import { Tap } from '../tap/tap'
import './button.css'

export interface ButtonProps {
  readonly text: string
  readonly onTap: () => void
  /** One `main` action per screen; `bad` for what cannot be taken back. */
  readonly look?: 'main' | 'second' | 'quiet' | 'bad'
  readonly size?: 'normal' | 'small'
  readonly isOff?: boolean
  /** Work is under way: shows it and takes no second press. */
  readonly isBusy?: boolean
  readonly className?: string
}

/** A button with words on it. */
export function Button({ text, onTap, look = 'second', size = 'normal', isOff, isBusy, className = '' }: ButtonProps) {
  return (
    <Tap
      className={`button button--${look} button--${size} ${className}`}
      isOff={isOff === true || isBusy === true}
      onTap={onTap}
    >
      {isBusy === true && <Text className="button__spinner" />}
      <Text>{text}</Text>
    </Tap>
  )
}
