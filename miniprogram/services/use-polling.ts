import { useDidHide, useDidShow } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'

/** How often an open page asks whether anything moved. */
export const POLL_MS = 5000

type Visit = 'first' | 'hidden' | 'again'

/**
 * Runs `task` again and again while the page is on the screen, and at once when the page comes back to it. The next run waits for the
 * last one, so a slow line never piles calls up; a failed run is only tried again later.
 */
export function usePolling(task: () => Promise<unknown>, everyMs = POLL_MS): void {
  const latest = useRef(task)
  const [visit, setVisit] = useState<Visit>('first')
  useEffect(() => {
    latest.current = task
  })
  useDidShow(() => {
    setVisit((before) => (before === 'hidden' ? 'again' : before))
  })
  useDidHide(() => {
    setVisit('hidden')
  })
  useEffect(() => {
    if (visit === 'hidden') return undefined
    return repeat(() => latest.current(), everyMs, visit === 'again' ? 0 : everyMs)
  }, [visit, everyMs])
}

function repeat(task: () => Promise<unknown>, everyMs: number, firstMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const round = async (): Promise<void> => {
    if (isInFront()) await task().catch((error: unknown) => console.warn('polling', error))
    if (!isStopped) timer = setTimeout(() => void round(), everyMs)
  }
  timer = setTimeout(() => void round(), firstMs)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

/** A browser tab in the background asks nothing. */
function isInFront(): boolean {
  return process.env.TARO_ENV !== 'h5' || document.visibilityState === 'visible'
}
