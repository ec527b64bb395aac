import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cloudError } from '../cloud-error'
import { logHost, type LogSink } from '../log'
import { refuse, refuseUnknown } from './reply'

/** A request's address, taken apart once. */
export interface Address {
  path: string
  /** Without the question mark. */
  search: string
  /** What follows the room's own part of the path, decoded, without a slash in front. */
  rest: string
  clientIp: string
}

/** One room of the cloud: answers every path that begins with its name. */
export type Room = (request: IncomingMessage, response: ServerResponse, address: Address) => Promise<void> | void

export interface ServerOptions {
  port: number
  host: string
  /** By the first part of the path; '' is the root itself. */
  rooms: Map<string, Room>
  trustProxy: boolean
  log: LogSink
}

export interface RunningServer {
  port: number
  close(): Promise<void>
}

/** Listens and hands each request to its room. Rejects with PORT_IN_USE or PORT_REFUSED in a plain sentence. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const server = createServer((request, response) => void serve(request, response, options))
  server.keepAliveTimeout = 65_000
  await listen(server, options)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 1000).unref()
      }),
  }
}

function listen(server: Server, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        return reject(
          cloudError(
            'PORT_IN_USE',
            `Port ${port} is already in use; stop the other program or set PORT to another number.`,
          ),
        )
      }
      reject(cloudError('PORT_REFUSED', `The address ${host}:${port} cannot be used (${error.code ?? error.message}).`))
    })
    server.listen({ port, host }, () => resolve())
  })
}

async function serve(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  try {
    if (isForeign(request))
      return refuse(response, 403, 'REQUEST.CROSS_ORIGIN', 'Pages of other sites may not call this address.')
    const address = takeApart(request, options.trustProxy)
    const room = address && options.rooms.get(firstPart(address.path))
    if (!address || !room) return refuseUnknown(response)
    await room(request, response, address)
  } catch (error) {
    if (request.destroyed && !request.complete) return // The caller left; there is nobody to answer.
    logHost(options.log, 'error', 'request-failed', { error: error instanceof Error ? error.stack : String(error) })
    if (response.headersSent) return void response.destroy()
    refuse(response, 500, 'INTERNAL', 'Something went wrong here; it has been written down.')
  }
}

/** A browser says where a page comes from; other sites must not drive the shop of whoever looks at them. */
function isForeign(request: IncomingMessage): boolean {
  const { origin, host } = request.headers
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD') return false
  return origin.slice(origin.indexOf('//') + 2) !== host
}

function takeApart(request: IncomingMessage, trustProxy: boolean): Address | undefined {
  const url = request.url ?? '/'
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  const second = path.indexOf('/', 1)
  const rest = second === -1 ? '' : decode(path.slice(second + 1))
  if (rest === undefined || !path.startsWith('/')) return undefined
  return { path, search: mark === -1 ? '' : url.slice(mark + 1), rest, clientIp: clientIpOf(request, trustProxy) }
}

function firstPart(path: string): string {
  const second = path.indexOf('/', 1)
  return path.slice(1, second === -1 ? undefined : second)
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Whoever calls can write any header, so the proxy's word counts only when the machine is known to have one. */
function clientIpOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined
  return last || (request.socket.remoteAddress ?? '')
}
