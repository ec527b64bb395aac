import * as z from 'zod'
import people from '../demo/people.json'
import type { FunctionsHost } from '../functions/host'

const personSchema = z.object({
  openid: z.string().min(1),
  unionid: z.string().optional(),
  name: z.string(),
  role: z.string(),
})

export type DemoPerson = z.infer<typeof personSchema>

/** The people of the demo shop by the names that sign-in takes, such as `customer:1`. */
export const demoPeople: ReadonlyMap<string, DemoPerson> = new Map(
  Object.entries(z.record(z.string(), personSchema).parse(people)),
)

/** Calls a door as WeChat would for that person; the answer is the door's own. */
export function callAsPerson(
  functions: FunctionsHost,
  door: string,
  person: { openid: string; unionid?: string | undefined },
  data: unknown,
): Promise<unknown> {
  const identity = person.unionid === undefined ? {} : { unionid: person.unionid }
  return functions.invoke(door, data, { source: 'wechat', openid: person.openid, ...identity })
}

/** Opens a session of a demo person, at the door of their role. */
export function signInPerson(functions: FunctionsHost, person: DemoPerson): Promise<unknown> {
  const isCustomer = person.role === 'customer'
  const input = isCustomer ? {} : { role: person.role }
  return callAsPerson(functions, isCustomer ? 'customer' : 'staff', person, { path: 'session.open', input })
}
