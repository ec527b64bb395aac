import { useRef, useState } from 'react'
import { toRefused, type Refused } from '../../services/refused'
import { staff } from '../../services/staff'

export interface Clearing {
  readonly state: 'idle' | 'running' | 'done' | 'stopped'
  readonly removed: number
  readonly problem: Refused | null
}

/** Removes the demo data part by part until the shop says that nothing is left; after a failure it can go on. */
export function useClearDemo() {
  const [clearing, setClearing] = useState<Clearing>({ state: 'idle', removed: 0, problem: null })
  const isRunning = useRef(false)

  async function start() {
    if (isRunning.current) return
    isRunning.current = true
    let so: Clearing = { ...clearing, state: 'running', problem: null }
    setClearing(so)
    while (so.state === 'running') {
      so = await clearPart(so)
      setClearing(so)
    }
    isRunning.current = false
  }
  return { clearing, start }
}

async function clearPart(so: Clearing): Promise<Clearing> {
  try {
    const part = await staff.shop.clearDemo({})
    return { ...so, removed: so.removed + part.removed, state: part.isDone ? 'done' : 'running' }
  } catch (error) {
    return { ...so, state: 'stopped', problem: toRefused(error) }
  }
}
