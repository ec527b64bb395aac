import Taro from '@tarojs/taro'

/**
 * In the browser the same build is served at several paths side by side (two phones of the demo); each path keeps its
 * own session, cart and drafts. WeChat keeps storage apart by itself.
 */
const prefix = process.env.TARO_ENV === 'h5' ? `laidan:${window.location.pathname}:` : 'laidan:'

/** What was kept under this key, or undefined; a full or forbidden storage reads as empty. */
export function readKept<T>(key: string): T | undefined {
  try {
    const kept: unknown = Taro.getStorageSync(prefix + key)
    return kept === '' || kept === undefined || kept === null ? undefined : (kept as T)
  } catch {
    return undefined
  }
}

/** Keeps a value on this device; without storage (private mode, full) the app goes on, it only forgets sooner. */
export function keep(key: string, value: unknown): void {
  try {
    Taro.setStorageSync(prefix + key, value)
  } catch (error) {
    console.warn('storage is not available', error)
  }
}

/** Forgets a kept value. */
export function forget(key: string): void {
  try {
    Taro.removeStorageSync(prefix + key)
  } catch (error) {
    console.warn('storage is not available', error)
  }
}
