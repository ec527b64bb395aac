import Taro, { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** Whether this page is what the person looks at: the top page, in a window that is not in the background. */
export function useVisible(): boolean {
  const [isShown, setShown] = useState(true)
  const [isForeground, setForeground] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useEffect(() => {
    if (process.env.TARO_ENV === 'h5') return followDocument(setForeground)
    const show = () => setForeground(true)
    const hide = () => setForeground(false)
    Taro.onAppShow(show)
    Taro.onAppHide(hide)
    return () => {
      Taro.offAppShow(show)
      Taro.offAppHide(hide)
    }
  }, [])
  return isShown && isForeground
}

function followDocument(setForeground: (isForeground: boolean) => void) {
  const follow = () => setForeground(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', follow)
  return () => document.removeEventListener('visibilitychange', follow)
}

/** Runs `work` every `everyMs` while the page is looked at, and at once when the person comes back to it. */
export function usePoll(work: () => Promise<void> | void, everyMs: number): void {
  const isVisible = useVisible()
  const latest = useRef(work)
  const wasHidden = useRef(false)
  useEffect(() => {
    latest.current = work
  })
  useEffect(() => {
    if (!isVisible) {
      wasHidden.current = true
      return undefined
    }
    if (wasHidden.current) void latest.current()
    const timer = setInterval(() => void latest.current(), everyMs)
    return () => clearInterval(timer)
  }, [isVisible, everyMs])
}
