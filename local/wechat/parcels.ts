import { createHash } from 'node:crypto'
import { logHost, type LogSink } from '../log'
import type { Api } from './api'
import type { ParcelAction, Waybill } from './memory'
import { isOver } from './parcel-path'
import type { Pusher } from './push'

export interface Parcels {
  /** Pushes what has happened by now; resolves when it has been delivered or given up. */
  catchUp(): Promise<void>
  /** Lets the next thing happen to a parcel now, or everything up to the signature; false for an unknown waybill. */
  move(waybillId: string, step: 'next' | 'signed'): Promise<boolean>
  stop(): Promise<void>
}

const longestSleepMs = 30_000

/** Plays the carriers: each parcel's path happens on the cloud's clock and is pushed to the shop. */
export function startParcels(api: Api, pusher: Pusher, appName: string, log: LogSink): Parcels {
  let working: Promise<void> = Promise.resolve()
  let isStopped = false
  let sleeping: NodeJS.Timeout | undefined

  const pushDue = async (): Promise<void> => {
    for (const waybill of api.memory.state().waybills) {
      const due = isStopped ? [] : waybill.actions.filter((one) => one.state === 'planned' && one.atMs <= api.now())
      if (due.length > 0) await deliver(waybill, due, pusher, appName, log)
    }
  }
  const catchUp = (): Promise<void> => {
    // One after another: two runs side by side would push the same events at the same time.
    working = working
      .catch(() => undefined)
      .then(async () => {
        const before = countPlanned(api)
        await pushDue()
        if (countPlanned(api) !== before) await api.memory.save()
      })
    return working
  }
  const sleep = () => {
    if (isStopped) return
    sleeping = setTimeout(() => void catchUp().finally(sleep), longestSleepMs).unref()
  }
  sleep()

  return {
    catchUp,
    async move(waybillId, step) {
      const waybill = api.memory.state().waybills.findLast((one) => one.waybillId === waybillId)
      if (!waybill) return false
      hurry(waybill, step, api.now())
      await catchUp()
      return true
    },
    async stop() {
      isStopped = true
      clearTimeout(sleeping)
      await working
    },
  }
}

function countPlanned({ memory }: Api): number {
  return memory
    .state()
    .waybills.filter((one) => !isOver(one))
    .flatMap((one) => one.actions)
    .filter((one) => one.state === 'planned').length
}

/** Brings what is to come forward, a second apart, so that the order of the events stays plain. */
function hurry(waybill: Waybill, step: 'next' | 'signed', nowMs: number): void {
  const coming = waybill.actions.filter((action) => action.state === 'planned')
  const first = coming[0]
  if (!first) return
  if (step === 'next') {
    const shiftMs = Math.max(0, first.atMs - nowMs)
    for (const action of coming) action.atMs -= shiftMs
    return
  }
  coming.forEach((action, n) => (action.atMs = Math.min(action.atMs, nowMs - (coming.length - 1 - n) * 1000)))
}

/**
 * The real push repeats itself and does not keep the order. Which parcel meets what is drawn from its number, so that
 * a run can be repeated: all at once, one by one with the last one doubled, or one by one from the newest to the oldest.
 */
async function deliver(
  waybill: Waybill,
  due: ParcelAction[],
  pusher: Pusher,
  appName: string,
  log: LogSink,
): Promise<void> {
  const habit = createHash('sha256').update(waybill.waybillId).digest().readUInt8(0) % 3
  const single = due.map((action) => [action])
  const batches = habit === 0 ? [due] : habit === 1 ? [...single, ...single.slice(-1)] : single.reverse()
  for (const batch of batches) {
    const isTaken = await pusher.push(pathEvent(waybill, batch, appName))
    for (const action of batch) action.state = isTaken ? 'pushed' : 'lost'
    if (!isTaken) logHost(log, 'warn', 'push-given-up', { event: 'add_express_path', waybill: waybill.waybillId })
  }
}

function pathEvent(waybill: Waybill, actions: ParcelAction[], appName: string): Record<string, unknown> {
  const createdAtMs = Math.max(...actions.map((action) => action.atMs))
  return {
    ToUserName: appName,
    FromUserName: waybill.openid,
    CreateTime: Math.floor(createdAtMs / 1000),
    MsgType: 'event',
    Event: 'add_express_path',
    DeliveryID: waybill.deliveryId,
    WayBillId: waybill.waybillId,
    OrderId: waybill.orderId,
    Version: waybill.actions.filter((action) => action.state !== 'planned').length + actions.length,
    Count: actions.length,
    Actions: actions.map(({ atMs, type, text }) => ({
      ActionTime: Math.floor(atMs / 1000),
      ActionType: type,
      ActionMsg: text,
    })),
  }
}
