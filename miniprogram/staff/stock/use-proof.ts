import { useEffect, useRef, useState } from 'react'
import { toRefused, type Refused } from '../../services/refused'
import { staff } from '../../services/staff'
import type { StockFault } from '../parts/types'

export interface Proof {
  readonly state: 'idle' | 'running' | 'done' | 'stopped'
  readonly checked: number
  readonly faults: readonly StockFault[]
  readonly problem: Refused | null
}

const IDLE: Proof = { state: 'idle', checked: 0, faults: [], problem: null }

/** The stock proof, page after page until the end; leaving the page or `stop` ends it after the page under way. */
export function useProof() {
  const [proof, setProof] = useState(IDLE)
  const run = useRef(0)
  useEffect(() => {
    const current = run
    return () => {
      current.current += 1
    }
  }, [])

  async function start() {
    const mine = ++run.current
    let so: Proof = { ...IDLE, state: 'running' }
    setProof(so)
    for (let after: string | undefined; so.state === 'running';) {
      const step = await provePage(so, after)
      if (mine !== run.current) return
      so = step.proof
      after = step.next
      setProof(so)
    }
  }

  const stop = () => {
    run.current += 1
    setProof({ ...proof, state: 'stopped' })
  }
  return { proof, start, stop }
}

async function provePage(so: Proof, after: string | undefined): Promise<{ proof: Proof; next: string | undefined }> {
  try {
    const page = await staff.stock.proof(after === undefined ? {} : { after })
    const state = page.next === null ? 'done' : 'running'
    const sum = { checked: so.checked + page.checked, faults: [...so.faults, ...page.faults] }
    return { proof: { ...so, ...sum, state }, next: page.next ?? undefined }
  } catch (error) {
    return { proof: { ...so, state: 'stopped', problem: toRefused(error) }, next: undefined }
  }
}
