import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { AdminSend } from '../admin'
import { createDevRoom, type DevParts } from '../dev/room'
import type { FunctionsHost } from '../functions/host'
import { bucketOf } from '../storage/paths'
import type { Storage } from '../storage/storage'
import { createAdminRoom } from './admin-room'
import { routeToFunction } from './function-route'
import { jsonType, refuse, refuseUnknown, replyBytes, replyJson } from './reply'
import type { Room } from './server'
import { createStaticFiles } from './static-files'
import { createStorageRoom } from './storage-room'

export interface RoomsParts {
  mode: 'dev' | 'prod'
  root: string
  /** Functions that the outside may reach; a timer's function is not among them. */
  publicFunctions: string[]
  functions: FunctionsHost
  storage: Storage
  envId: string
  send: AdminSend
  adminKey: string | undefined
  isReady(): boolean
  dev: DevParts
  /** Rooms of the stand-ins. */
  standIns: Record<string, Room>
}

/** Gives every service its place in the address; `/dev` has none outside dev mode. */
export function fillRooms(rooms: Map<string, Room>, parts: RoomsParts): void {
  for (const name of parts.publicFunctions) {
    rooms.set(name, (request, response, address) => routeToFunction(parts.functions, name, request, response, address))
  }
  rooms.set('admin', exactly(createAdminRoom(parts.send, parts.adminKey)))
  rooms.set('storage', createStorageRoom(parts.storage, bucketOf(parts.envId)))
  rooms.set('healthz', exactly(createHealthRoom(parts.isReady)))
  rooms.set('openapi.json', exactly(createFileRoom(path.join(parts.root, 'dist/openapi.json'))))
  for (const [name, room] of Object.entries(parts.standIns)) rooms.set(name, room)
  fillPageRooms(rooms, parts)
  if (parts.mode === 'dev') rooms.set('dev', createDevRoom(parts.dev))
}

/** The same app under three paths: it keeps what it stores by its path, so two phones side by side stay two phones. */
function fillPageRooms(rooms: Map<string, Room>, { root, mode }: RoomsParts): void {
  const app = createStaticFiles(path.join(root, 'dist/h5'))
  const start = createStaticFiles(path.join(root, 'local/demo/page'))
  rooms.set('app', (request, response, { path: asked, rest }) =>
    asked === '/app' ? redirect(response, '/app/') : app(request, response, rest),
  )
  rooms.set('', (request, response) => (mode === 'dev' ? start(request, response, '') : redirect(response, '/app/')))
  if (mode !== 'dev') return
  rooms.set('start', (request, response, { rest }) => start(request, response, rest))
  rooms.set('phone', (request, response, { rest }) => {
    const phone = ['customer/', 'staff/'].find((one) => rest.startsWith(one))
    return phone === undefined ? refuseUnknown(response) : app(request, response, rest.slice(phone.length))
  })
}

function redirect(response: Parameters<Room>[1], to: string): void {
  replyBytes(response, 302, { location: to, 'cache-control': 'no-store' }, '')
}

/** A room that has no inner doors. */
function exactly(room: Room): Room {
  return (request, response, address) =>
    address.path.indexOf('/', 1) === -1 ? room(request, response, address) : refuseUnknown(response)
}

function createHealthRoom(isReady: () => boolean): Room {
  return (_request, response) => {
    if (isReady()) return replyJson(response, 200, { ok: true })
    refuse(response, 503, 'CLOUD.STARTING', 'The shop is being set up.')
  }
}

function createFileRoom(file: string): Room {
  return (_request, response) => {
    if (!existsSync(file)) return refuseUnknown(response)
    replyBytes(response, 200, { 'content-type': jsonType, 'cache-control': 'no-cache' }, readFileSync(file))
  }
}
