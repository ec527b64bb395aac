import Taro from '@tarojs/taro'
import { useEffect, useState } from 'react'

/** From this width on the workbench shows a list and its detail beside one another. */
const WIDE_PX = 900

const isWideNow = () => Taro.getWindowInfo().windowWidth >= WIDE_PX

/** Whether the window is wide now; follows turning a tablet and dragging a browser's edge. */
export function useWide(): boolean {
  const [isWide, setWide] = useState(isWideNow)
  useEffect(() => {
    // The event's own figure is the screen's width on h5, not the window's: ask again instead.
    const follow = () => setWide(isWideNow())
    Taro.onWindowResize(follow)
    return () => Taro.offWindowResize(follow)
  }, [])
  return isWide
}
