import Taro from '@tarojs/taro'
import { t } from '../i18n'

/** A short word at the bottom of the screen. */
export function say(text: string, isGood = false): void {
  void Taro.showToast({ title: text, icon: isGood ? 'success' : 'none', duration: 2200 })
}

/** Copies a text and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await Taro.setClipboardData({ data: text })
    say(t('common.copied'))
  } catch {
    say(t('common.copyFailed'))
  }
}

/** Calls a number; the phone itself asks first. */
export async function callNumber(phoneNumber: string): Promise<void> {
  try {
    await Taro.makePhoneCall({ phoneNumber })
  } catch {
    // The person closed the question; nothing to do.
  }
}

/** Asks yes or no before something that cannot be taken back. */
export async function confirm(title: string, content: string, confirmText = t('common.confirm')): Promise<boolean> {
  const cancelText = t('common.back')
  const answer = await Taro.showModal({ title, content, confirmText, cancelText, confirmColor: '#0b7a55' })
  return answer.confirm
}

/** The text of a code that the person scanned, or undefined when they closed the camera or this is a browser. */
export async function scan(): Promise<string | undefined> {
  if (process.env.TARO_ENV !== 'weapp') return undefined
  try {
    return (await Taro.scanCode({ scanType: ['qrCode', 'barCode'] })).result
  } catch {
    return undefined
  }
}

export const canScan = process.env.TARO_ENV === 'weapp'
