import type { Ids } from '../ports/ids'
import type { Parcel } from './parcel'
import { entriesOf, expectedOf, inOrder, stateOf, stateOfCode } from './tracking-events'
import { viewTracking, viewTrackingForGuests } from './tracking-view'

const ids: Ids = { random: () => 'x', derive: (...parts) => parts.join('|') }

const at = (hour: number) => new Date(Date.UTC(2026, 4, 1, hour))
const collected = { at: at(1), code: 100001, text: '【上海】快递员已揽收，快递员：李四 13800000000' }
const moving = { at: at(6), code: 200001, text: '快件已发车，预计后天送达' }
const near = { at: at(22), code: 200001, text: '到达转运中心，预计明日送达' }
const signed = { at: at(48), code: 300003, text: '已签收，签收人：王建华' }

function eventsOf(...pushes: (typeof moving)[][]) {
  return pushes.reduce((all, push) => ({ ...all, ...Object.fromEntries(entriesOf(ids, push)) }), {})
}

describe('tracking events', () => {
  it('keeps 2 events that came twice and backwards once each, in time order (#105)', () => {
    const ordered = inOrder(eventsOf([moving], [collected, moving], [moving, collected]))
    expect(ordered.map((entry) => entry.state)).toEqual(['collected', 'in_transit'])
  })

  it('takes the state from the latest event, not from the one that came last', () => {
    expect(stateOf(inOrder(eventsOf([signed], [collected], [near])))).toBe('signed')
    expect(stateOf([])).toBe('created')
  })

  it('says 预计明日送达 as the carrier last said, and nothing once it is signed (#106)', () => {
    expect(expectedOf(inOrder(eventsOf([near], [moving])))).toBe('预计明日送达')
    expect(expectedOf(inOrder(eventsOf([moving, near, signed])))).toBeNull()
    expect(expectedOf(inOrder(eventsOf([collected])))).toBeNull()
  })

  it('keeps two events of one second apart, the one further along later', () => {
    const same = { ...signed, at: moving.at }
    expect(inOrder(eventsOf([same], [moving])).map((entry) => entry.state)).toEqual(['in_transit', 'signed'])
  })

  it.each([
    [100001, 'collected'],
    [100002, 'exception'],
    [300003, 'signed'],
    [300001, 'delivering'],
    [200099, 'in_transit'],
    [400009, 'exception'],
    [7, 'in_transit'],
  ])('reads code %i as %s, unknown ones by their class', (code, state) => {
    expect(stateOfCode(code)).toBe(state)
  })
})

describe('tracking views', () => {
  const parcel: Parcel = {
    ...{ _id: 'SF-SF1234567890', orderId: 'o1', orderNumber: 'L260501-AAAAAA', noteId: 'n1', customerId: 'c1' },
    ...{ carrier: 'SF', waybillNumber: 'SF1234567890', createdAt: at(0), askedAt: at(0) },
    receiver: { name: '王**', phone: '138****0001', place: '江苏省苏州市姑苏区' },
    events: eventsOf([collected, near, signed]),
  }

  it('tells a guest state and times, but no name, phone or place of a person (#106)', () => {
    const view = viewTrackingForGuests(parcel)
    expect(view.state).toBe('signed')
    expect(view.events).toHaveLength(3)
    expect(view.receiver).toBeNull()
    expect(JSON.stringify(view)).not.toMatch(/王|李四|138|姑苏/)
    expect(view.events[1]?.text).toBe(near.text)
  })

  it.each([['138-0000-0000'], ['138 0000 0000'], ['0512-66668888'], ['13800000000']])(
    'covers the number %s',
    (phone) => {
      const events = eventsOf([{ at: at(3), code: 300002, text: `派送中，电话${phone}，请留意` }])
      expect(viewTrackingForGuests({ ...parcel, events }).events[0]?.text).toBe('派送中，电话***，请留意')
    },
  )

  it('leaves the carrier’s words whole for the customer, who must reach the courier', () => {
    expect(viewTracking(parcel).events[0]?.text).toBe(collected.text)
    expect(viewTracking(parcel).receiver).toEqual({ name: '王**', phone: '138****0001', place: '江苏省苏州市姑苏区' })
  })
})
