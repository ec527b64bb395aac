import type * as z from 'zod'
import type { Actor } from '../ports/context'
import { maskPhone } from '../shared/text'
import type { customerRowSchema, profileSchema } from './contract'
import type { CustomerWithLevel } from './customer'

export type CustomerRow = z.output<typeof customerRowSchema>
export type Profile = z.output<typeof profileSchema>

/** Those who talk to customers. The warehouse has the receiver's number on the waybill, finance needs none. */
const seesPhones: ReadonlySet<Actor['role']> = new Set(['sales', 'manager', 'service', 'owner'])

/** The one place that decides who reads a customer's phone number in full. */
export function phoneFor(actor: Actor, phone: string): string {
  return phone === '' || seesPhones.has(actor.role) ? phone : maskPhone(phone)
}

/** A customer as staff see one. */
export function viewCustomer(actor: Actor, customer: CustomerWithLevel): CustomerRow {
  return {
    id: customer._id,
    code: customer.code,
    name: customer.name,
    company: customer.company,
    phone: phoneFor(actor, customer.phone),
    levelId: customer.levelId,
    levelName: levelNameOf(customer),
    ownerName: customer.ownerName,
    source: customer.source,
    createdAt: customer.createdAt.toISOString(),
  }
}

/** The customer's own page. */
export function viewProfile(customer: CustomerWithLevel): Profile {
  return {
    customerId: customer._id,
    code: customer.code,
    name: customer.name,
    company: customer.company,
    phone: customer.phone,
    levelName: levelNameOf(customer),
    addresses: customer.addresses,
  }
}

function levelNameOf(customer: CustomerWithLevel): string {
  return customer.levels[0]?.name ?? ''
}
