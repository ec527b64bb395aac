import { useCallback, useRef, useState } from 'react'

/** Long work that a button starts: one at a time, and the screen knows that it is under way. */
export function useWork(): { isBusy: boolean; run(work: () => Promise<void>): Promise<void> } {
  const [isBusy, setBusy] = useState(false)
  const lock = useRef(false)
  const run = useCallback(async (work: () => Promise<void>) => {
    if (lock.current) return
    lock.current = true
    setBusy(true)
    try {
      await work()
    } finally {
      lock.current = false
      setBusy(false)
    }
  }, [])
  return { isBusy, run }
}
