import { mergeInternalComponents } from '@tarojs/shared'

const view = {
  'aria-role': '',
  'aria-label': '',
  'aria-checked': '',
  'aria-selected': '',
  'aria-disabled': '',
  'aria-hidden': '',
}

/** The runtime's half of config/taro-aria.ts: Taro sends an attribute only if both halves know it, in the same order. */
mergeInternalComponents({ View: view, Input: { 'aria-label': '' }, Textarea: { 'aria-label': '' } })
