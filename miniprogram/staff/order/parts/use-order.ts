import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { describe, t } from '../../../i18n'
import { say } from '../../../services/phone'
import { isNetwork, toRefused, type Refused } from '../../../services/refused'
import { staff } from '../../../services/staff'
import { formatShortTime } from '../../../services/time'
import { usePolling } from '../../../services/use-polling'
import { useRemote } from '../../../services/use-remote'
import { findOvertaking } from '../../parts/overtaken'
import type { Move, StaffOrder } from '../../parts/types'
import { useStaff } from '../../parts/use-staff'

/** One order and the moves that the shop offers; follows by itself what others do to it. */
export function useOrder(orderId: string, onMoved: () => void) {
  const myName = useStaff()?.name ?? ''
  const order = useRemote(orderId, () => staff.order.get({ orderId }))
  const [moving, setMoving] = useState<Move | null>(null)
  const [notice, setNotice] = useState<string | null>(null)
  usePolling(order.refresh)
  usePullDownRefresh(() => void order.refresh().finally(() => Taro.stopPullDownRefresh()))

  /** Makes a move; true = it is made. A refusal is told in words over the newest state of the order. */
  async function make(move: Move, work: () => Promise<StaffOrder | null>): Promise<boolean> {
    const seen = order.data
    if (!seen || moving) return false
    setMoving(move)
    setNotice(null)
    try {
      const moved = await work()
      if (moved) order.put(moved)
      onMoved()
      return true
    } catch (caught) {
      return await settle(toRefused(caught), seen)
    } finally {
      setMoving(null)
    }
  }

  async function settle(problem: Refused, seen: StaffOrder): Promise<boolean> {
    const now = await staff.order.get({ orderId }).catch(() => null)
    if (now) order.put(now)
    const overtaking = now && findOvertaking(seen, now)
    if (overtaking) onMoved()
    // The answer was lost, but the move was made: the timeline says so.
    if (overtaking?.by === myName && isNetwork(problem)) return true
    setNotice(overtaking ? tellOvertaking(overtaking) : describe(problem))
    return false
  }

  return { order, moving, notice, make, ...moves(orderId, make) }
}

function moves(orderId: string, make: (move: Move, work: () => Promise<StaffOrder | null>) => Promise<boolean>) {
  return {
    async approve() {
      if (await make('approve', () => staff.order.approve({ orderId }))) say(t('staff.order.approved'), true)
    },
    async refuse(reason: string): Promise<boolean> {
      const isDone = await make('refuse', () => staff.order.refuse({ orderId, reason }))
      if (isDone) say(t('staff.order.refused'), true)
      return isDone
    },
    /** Opens the delivery note, which the shop makes when there is none yet. */
    async openNote(noteId: string | null) {
      const open = (id: string) => Taro.navigateTo({ url: `/staff/ship/index?id=${id}` })
      if (noteId !== null) return void open(noteId)
      await make('prepare', async () => {
        await open((await staff.shipment.prepare({ orderId })).id)
        return null
      })
    },
  }
}

function tellOvertaking({ by, state, at }: { by: string; state: StaffOrder['state']; at: string }): string {
  return t('staff.order.doneBy', { by: nameActor(by), done: t(`staff.done.${state}`), time: formatShortTime(at) })
}

/** Who did a step of the timeline: the shop writes a name, `customer` or `system`. */
export function nameActor(by: string): string {
  if (by === 'customer') return t('staff.order.byCustomer')
  return by === 'system' ? t('staff.order.bySystem') : by
}
