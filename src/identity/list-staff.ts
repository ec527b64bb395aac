import type * as z from 'zod'
import type { Context } from '../ports/context'
import type { Filter } from '../ports/store'
import { decodeCursor, encodeCursor } from '../shared/page'
import { ok, refuse, type Result } from '../shared/result'
import type { staffMemberSchema } from './contract'
import { IDENTITY } from './errors'
import { type Person, people } from './person'

type Member = z.output<typeof staffMemberSchema>

/** Everyone who is or was of the staff, the longest-serving first. One call, along an index. */
export async function listStaff(
  context: Context,
  input: { after?: string | undefined; limit: number },
): Promise<Result<{ rows: Member[]; next: string | null }>> {
  const later = input.after === undefined ? undefined : laterThan(input.after)
  if (input.after !== undefined && later === undefined)
    return refuse(IDENTITY.badCursor, 'This list has no such place to go on from.')
  const found = await context.store.list(people, {
    where: { isStaff: true },
    ...(later === undefined ? {} : { anyOf: later }),
    sort: [
      ['joinedAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit: input.limit + 1,
  })
  const page = found.slice(0, input.limit)
  const last = found.length > input.limit ? page.at(-1) : undefined
  return ok({
    rows: page.map(viewMember),
    next: last === undefined ? null : encodeCursor(joinedAtOf(last).getTime(), last._id),
  })
}

/** A member as the owner sees one. */
export function viewMember(person: Person): Member {
  return {
    personId: person._id,
    name: person.name,
    roles: person.staffRoles,
    joinedAt: joinedAtOf(person).toISOString(),
    revokedAt: person.revokedAt?.toISOString() ?? null,
  }
}

function joinedAtOf(person: Person): Date {
  return person.joinedAt ?? person.createdAt
}

function laterThan(cursor: string): Filter[] | undefined {
  const parts = decodeCursor(cursor)
  if (parts === undefined || !/^\d{1,15}$/.test(parts.sortValue)) return undefined
  const joinedAt = new Date(Number(parts.sortValue))
  return [{ joinedAt: { $gt: joinedAt } }, { joinedAt, _id: { $gt: parts.id } }]
}
