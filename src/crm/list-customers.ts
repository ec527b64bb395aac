import type { Context } from '../ports/context'
import type { Filter } from '../ports/store'
import { decodeCursor, encodeCursor } from '../shared/page'
import { ok, refuse, type Result } from '../shared/result'
import { type CustomerRow, viewCustomer } from './customer-view'
import { CRM } from './errors'
import { customersWithLevel, LEVEL_OF_CUSTOMER, loadCustomer } from './load-customer'

/** The newest customers first. One call, along an index. */
export async function listCustomers(
  context: Context,
  input: { after?: string | undefined; limit: number },
): Promise<Result<{ rows: CustomerRow[]; next: string | null }>> {
  const older = input.after === undefined ? undefined : olderThan(input.after)
  if (input.after !== undefined && older === undefined)
    return refuse(CRM.badCursor, 'This list has no such place to go on from.')

  const query = {
    where: {},
    ...(older === undefined ? {} : { anyOf: older }),
    sort: [['createdAt', 'desc'] as const, ['_id', 'desc'] as const],
    limit: input.limit + 1,
  }
  const found = await context.store.listJoined(customersWithLevel, query, LEVEL_OF_CUSTOMER)
  const page = found.slice(0, input.limit)
  const last = found.length > input.limit ? page.at(-1) : undefined
  return ok({
    rows: page.map((customer) => viewCustomer(context.actor, customer)),
    next: last === undefined ? null : encodeCursor(last.createdAt.getTime(), last._id),
  })
}

/** One customer, as staff see one. */
export async function getCustomer(context: Context, input: { customerId: string }): Promise<Result<CustomerRow>> {
  const customer = await loadCustomer(context, input.customerId)
  return customer === undefined ? refuseUnknown() : ok(viewCustomer(context.actor, customer))
}

/** The refusal for a customer that is not there. */
export function refuseUnknown(): Result<never> {
  return refuse(CRM.noCustomer, 'There is no such customer.')
}

function olderThan(cursor: string): Filter[] | undefined {
  const parts = decodeCursor(cursor)
  if (parts === undefined || !/^\d{1,15}$/.test(parts.sortValue)) return undefined
  const createdAt = new Date(Number(parts.sortValue))
  return [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: parts.id } }]
}
