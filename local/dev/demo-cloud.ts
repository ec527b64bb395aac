import * as z from 'zod'
import type { FunctionsHost } from '../functions/host'
import { callAsPerson, demoPeople, signInPerson } from './people'

/** What the loader of the demo shop may do: what people do, through the doors, and set the clock. */
export interface DemoCloud {
  call(door: 'customer' | 'staff', as: string, path: string, input: unknown): Promise<unknown>
  now(): number
  setClock(iso: string): Promise<void>
  /** The first owner signs in; the doors make them the owner. */
  bootstrapOwner(): Promise<void>
  /** Keeps a picture in the cloud's storage and answers its file id. */
  uploadPicture(name: string, bytes: Buffer): Promise<string>
}

export interface DemoCloudParts {
  functions: FunctionsHost
  now(): number
  setClock(timeMs: number): Promise<void>
  upload(cloudPath: string, bytes: Buffer): Promise<string>
}

const replySchema = z.union([
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.looseObject({ code: z.string(), message: z.string() }) }),
])

const sessionSchema = z.looseObject({ session: z.string(), expiresAt: z.iso.datetime() })

interface OpenSession {
  session: string
  expiresAtMs: number
}

/** A session is not used in its last moments, so that it does not end on the way. */
const spareMs = 10_000

/** A DemoCloud over the running functions; `call` throws on a refusal and signs in anew when a session has ended. */
export function createDemoCloud({ functions, now, setClock, upload }: DemoCloudParts): DemoCloud {
  const sessions = new Map<string, Promise<OpenSession>>()
  const sessionOf = async (as: string): Promise<string> => {
    const known = await sessions.get(as)
    if (known && known.expiresAtMs - spareMs > now()) return known.session
    const opened = openSession(functions, as)
    sessions.set(as, opened)
    return (await opened).session
  }
  const attempt = async (door: string, as: string, path: string, input: unknown) =>
    replySchema.parse(await callAsPerson(functions, door, personOf(as), { path, input, session: await sessionOf(as) }))

  return {
    async call(door, as, path, input) {
      let reply = await attempt(door, as, path, input)
      if (!reply.ok && reply.error.code.startsWith('AUTH.') && sessions.delete(as))
        reply = await attempt(door, as, path, input)
      if (reply.ok) return reply.output
      throw new Error(
        `${as} ${door}/${path}: ${reply.error.code} ${reply.error.message} ${JSON.stringify(reply.error)}`,
      )
    },
    now,
    setClock: (iso) => setClock(Date.parse(iso)),
    bootstrapOwner: async () => void (await sessionOf('owner:1')),
    uploadPicture: (name, bytes) => upload(`pictures/${name}`, bytes),
  }
}

function personOf(as: string) {
  const person = demoPeople.get(as)
  if (!person) throw new Error(`The demo shop knows nobody named ${as}`)
  return person
}

async function openSession(functions: FunctionsHost, as: string): Promise<OpenSession> {
  const reply = replySchema.parse(await signInPerson(functions, personOf(as)))
  if (!reply.ok) throw new Error(`${as} cannot sign in: ${reply.error.code} ${reply.error.message}`)
  const { session, expiresAt } = sessionSchema.parse(reply.output)
  return { session, expiresAtMs: Date.parse(expiresAt) }
}
