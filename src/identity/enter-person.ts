import { registerCustomer } from '../crm'
import type { Context } from '../ports/context'
import type { WechatIdentity } from '../ports/wechat'
import type { StaffRole } from '../shared/role'
import { demoJobOf, isDemoOpenid } from './due-roles'
import { activeStaffRoles, type Person, people, personIdOf } from './person'

/**
 * The person behind a WeChat account; on the first visit person and customer are made. Both ids follow from the openid,
 * so two first visits at once, or a repeat after a crash between the two writes, end with one of each.
 */
export async function enterPerson(context: Context, identity: WechatIdentity): Promise<Person> {
  const known = await context.store.get(people, personIdOf(context.ids, identity.openid))
  const person = known ?? (await addPerson(context, identity))
  return giveDueRole(context, await learnUnionid(context, person, identity))
}

async function addPerson(context: Context, identity: WechatIdentity): Promise<Person> {
  const { store, ids, clock, settings } = context
  const personId = personIdOf(ids, identity.openid)
  const customerId = ids.derive('customer', personId)
  const isDemo = isDemoOpenid(settings, identity.openid)
  const person: Person = {
    _id: personId,
    openid: identity.openid,
    unionid: identity.unionid ?? null,
    name: '',
    customerId,
    isStaff: false,
    staffRoles: [],
    joinedAt: null,
    revokedAt: null,
    inviteIds: [],
    createdAt: clock.now(),
    ...(isDemo ? { demo: true } : {}),
  }
  // The customer first: a person without one would never get it.
  await registerCustomer(context, { customerId, personId, source: 'mini-program', demo: isDemo })
  if (await store.insert(people, person)) return person
  return (await store.get(people, personId)) ?? person
}

/** WeChat names the unionid only once the shop's accounts are linked, so it may come later than the person. */
async function learnUnionid(context: Context, person: Person, { unionid }: WechatIdentity): Promise<Person> {
  if (unionid === undefined || person.unionid === unionid) return person
  return (await context.store.change(people, person._id, {}, { set: { unionid } })) ?? person
}

/** A shop without owner gives that role to the openid of its settings; the demo's staff get theirs on the first visit. */
async function giveDueRole(context: Context, person: Person): Promise<Person> {
  const { settings } = context
  const job = person.isStaff ? undefined : demoJobOf(settings, person.openid)
  if (job !== undefined) return giveRole(context, person, job.role, job.name)
  const mayOwn = settings.ownerOpenid !== '' && person.openid === settings.ownerOpenid
  if (!mayOwn || activeStaffRoles(person).includes('owner') || (await hasOwner(context))) return person
  return giveRole(context, person, 'owner', person.name === '' ? '店主' : person.name)
}

async function hasOwner(context: Context): Promise<boolean> {
  const owners = await context.store.count(people, { isStaff: true, staffRoles: 'owner', revokedAt: null })
  return owners > 0
}

async function giveRole(context: Context, person: Person, role: StaffRole, name: string): Promise<Person> {
  const staffRoles = [...new Set([...activeStaffRoles(person), role])]
  const joinedAt = person.joinedAt ?? context.clock.now()
  const set = { isStaff: true, staffRoles, name, joinedAt, revokedAt: null }
  return (await context.store.change(people, person._id, {}, { set })) ?? person
}
