interface Pressed {
  readonly key: string
  preventDefault(): void
}

/** In the browser: reachable with Tab, pressed with Enter or the space bar. WeChat has no keyboard of this kind. */
export function keyboardProps(press: () => void): Record<string, unknown> {
  if (process.env.TARO_ENV !== 'h5') return {}
  return {
    tabIndex: 0,
    onKeyDown: (event: Pressed) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      press()
    },
  }
}
