import * as z from 'zod'
import type { Context } from '../ports/context'
import type { Collection } from '../ports/store'
import type { PostalParty, WaybillOrder } from '../ports/wechat'
import { loadWarehouses, type Warehouse } from '../stock'
import { idSchema } from '../shared/text'
import type { DeliveryNote } from './delivery-note'

const recipientSchema = z.object({ _id: idSchema, people: z.array(z.object({ _id: idSchema, openid: z.string() })) })

/** Customers joined with the WeChat person behind them, if there is one. */
const recipients: Collection<z.infer<typeof recipientSchema>> = { name: 'customers', schema: recipientSchema }
const PERSON_OF_CUSTOMER = { from: 'people', localField: 'personId', foreignField: '_id', as: 'people' } as const

/** What a carrier must know to fetch a note's goods and bring them to the receiver; one trip. */
export async function consignmentOf(context: Context, note: DeliveryNote, carrier: string): Promise<WaybillOrder> {
  const [warehouses, [recipient]] = await Promise.all([
    loadWarehouses(context),
    context.store.listJoined(recipients, { where: { _id: note.customerId }, limit: 1 }, PERSON_OF_CUSTOMER),
  ])
  return {
    // The note's id is the key at the carrier: asking again gives the same number.
    orderId: note._id,
    openid: recipient?.people[0]?.openid ?? '',
    carrier,
    sender: senderOf(note, warehouses),
    receiver: note.receiver,
    goods: note.lines.map(({ name, quantity }) => ({ name, count: quantity })),
  }
}

/** The warehouse that the first line is picked in; the parcel leaves from there. */
function senderOf(note: DeliveryNote, warehouses: readonly Warehouse[]): PostalParty {
  const warehouseId = note.lines[0]?.bins[0]?.warehouseId
  const from = warehouses.find((warehouse) => warehouse._id === warehouseId) ?? warehouses[0]
  if (from === undefined) throw new Error('goods lie in a warehouse that does not exist')
  const { contactName, contactPhone, province, city, district, detail } = from
  return { name: contactName, phone: contactPhone, province, city, district, detail }
}
