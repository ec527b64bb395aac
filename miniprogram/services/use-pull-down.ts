import Taro, { usePullDownRefresh } from '@tarojs/taro'

/** Pulling the page down runs this; the spinner goes when it is done, whatever came of it. */
export function usePullDown(refresh: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh())
  })
}
