import { useState } from 'react'
import { forget, keep, readKept } from '../../services/storage'
import type { Carrier } from '../../services/types'
import { toggle } from '../parts/toggle'

/** What was picked and typed for one delivery note; kept on the device until the parcel is sent. */
export interface Packing {
  readonly pickedItemIds: readonly string[]
  readonly carrier: Carrier | null
  readonly isTyped: boolean
  readonly waybillNumber: string
}

const nothingPacked: Packing = { pickedItemIds: [], carrier: null, isTyped: false, waybillNumber: '' }

const keyOf = (noteId: string) => `packing:${noteId}`

/** The packing of one note: survives errors, other pages and a closed app; `done` forgets it. */
export function usePick(noteId: string) {
  const [packing, setPacking] = useState<Packing>(() => readKept<Packing>(keyOf(noteId)) ?? nothingPacked)
  const change = (part: Partial<Packing>) => {
    const next = { ...packing, ...part }
    keep(keyOf(noteId), next)
    setPacking(next)
  }
  return {
    packing,
    change,
    togglePicked: (itemId: string) => change({ pickedItemIds: toggle(packing.pickedItemIds, itemId) }),
    done: () => forget(keyOf(noteId)),
  }
}
