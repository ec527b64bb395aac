import cloudbase from '@cloudbase/node-sdk'

/**
 * Carries one database action to a CloudBase on the same machine without HTTP and signing. The embedded cloud hands it
 * to each invocation as `context.databaseTransport`; in the real cloud it is absent and the SDK's own HTTP is used.
 */
export interface DatabaseTransport {
  send(action: string, params: Record<string, unknown>): Promise<Record<string, unknown>>
}

export type Database = ReturnType<ReturnType<typeof cloudbase.init>['database']>

/** `@cloudbase/database` takes its request class from this static field, set anew by each `app.database()`. */
interface DatabaseClass {
  reqClass: new (config: unknown) => { send(action: string, params: Record<string, unknown>): Promise<unknown> }
}

class CodedError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

function requesterOver(transport: DatabaseTransport): DatabaseClass['reqClass'] {
  return class {
    async send(action: string, params: Record<string, unknown>): Promise<unknown> {
      const reply = await transport.send(action, params)
      // As the SDK's own requester does: a reply with a code is thrown.
      if (typeof reply.code === 'string') throw new CodedError(reply.code, String(reply.message))
      return reply
    }
  }
}

let connected: { database: Database; transport: DatabaseTransport | undefined } | undefined

/** The shop's database; one connection for each instance of a function. Credentials come from the invocation's environment. */
export function connectDatabase(transport?: DatabaseTransport): Database {
  if (connected?.transport === transport && connected !== undefined) return connected.database
  const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, timeout: 10_000 })
  const database = app.database()
  if (transport !== undefined) (database.constructor as unknown as DatabaseClass).reqClass = requesterOver(transport)
  connected = { database, transport }
  return database
}
