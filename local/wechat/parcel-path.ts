import type { ParcelAction, Waybill } from './memory'

const hourMs = 3_600_000

/** What carriers write and when: collected after an hour, signed on the second day. */
export function planPath({ sender, receiver }: Pick<Waybill, 'sender' | 'receiver'>, startMs: number): ParcelAction[] {
  const steps: [hours: number, type: number, text: string][] = [
    [1, 100001, `【${sender.city}】快递员已揽收`],
    [6, 200001, `【${sender.city}】快件已发车，预计后天送达`],
    [22, 200001, `【${receiver.city}】快件已到达【${receiver.city}】转运中心，预计明日送达`],
    [44, 300002, `【${receiver.city}】快递员正在派送，电话 13800000000，预计今日送达`],
    [48, 300003, `【${receiver.city}】已签收，签收人：本人`],
  ]
  return steps.map(([hours, type, text]) => ({ atMs: startMs + hours * hourMs, type, text, state: 'planned' }))
}

/** Whether nothing more will happen to the parcel. */
export function isOver({ isCancelled, actions }: Waybill): boolean {
  return isCancelled || actions.every((action) => action.state !== 'planned')
}
