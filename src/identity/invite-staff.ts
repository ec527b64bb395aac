import type { Context } from '../ports/context'
import type { StaffRole } from '../shared/role'
import { ok, type Result } from '../shared/result'
import { INVITE_HOURS, invites } from './invite'

interface Invitation {
  token: string
  qrText: string
  expiresAt: string
}

/** Makes a link for one person and 48 hours. Whoever opens it first in WeChat has it, so send it to that person alone. */
export async function inviteStaff(
  context: Context,
  input: { name: string; roles: StaffRole[] },
): Promise<Result<Invitation>> {
  const { ids, clock, actor, store } = context
  const token = ids.random(20)
  const createdAt = clock.now()
  const expiresAt = new Date(createdAt.getTime() + INVITE_HOURS * 3_600_000)
  await store.insert(invites, {
    _id: ids.derive('invite', token),
    name: input.name,
    roles: [...new Set(input.roles)],
    createdBy: actor.personId ?? '',
    createdAt,
    expiresAt,
    usedBy: null,
  })
  return ok({ token, qrText: `laidan:join:${token}`, expiresAt: expiresAt.toISOString() })
}
