import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AdminSend } from '../admin'
import { isCloudError } from '../cloud-error'
import { createAdminEndpoint } from '../database'
import { lostAnswerCode } from '../dev/faults'
import { replyJson } from './reply'
import type { Room } from './server'

/**
 * `/admin`: the protocol of the real service for an unmodified SDK. With a key, only callers that carry it are let in:
 * outside dev mode nobody else on the network may read the shop's documents.
 */
export function createAdminRoom(send: AdminSend, key: string | undefined): Room {
  return async (request, response) => {
    if (key !== undefined && !carries(request, key)) return refuseKey(response)
    const sendOrHangUp: AdminSend = async (action, params) => {
      try {
        return await send(action, params)
      } catch (error) {
        if (!isCloudError(error) || error.code !== lostAnswerCode) throw error
        request.socket.destroy() // The write stands, its answer never comes: what a broken line looks like.
        return new Promise(() => undefined)
      }
    }
    await createAdminEndpoint(sendOrHangUp)(request, response)
  }
}

function carries(request: IncomingMessage, key: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const expected = Buffer.from(`Bearer ${key}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function refuseKey(response: ServerResponse): void {
  replyJson(response, 200, {
    code: 'INVALID_ACCESS_TOKEN',
    message: '[INVALID_ACCESS_TOKEN] the access key is wrong',
    requestId: '',
  })
}
