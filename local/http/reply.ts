import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'

export const jsonType = 'application/json; charset=utf-8'

/** Answers with JSON that nobody may keep. */
export function replyJson(response: ServerResponse, status: number, body: unknown): void {
  replyBytes(
    response,
    status,
    { 'content-type': jsonType, 'cache-control': 'no-store' },
    Buffer.from(JSON.stringify(body)),
  )
}

/** Answers with bytes in one write, so that a short answer is one packet. */
export function replyBytes(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | number | string[]>,
  body: Buffer | string,
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** A refusal in the form of the product's doors. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  replyJson(response, status, { ok: false, error: { code, message, traceId: randomUUID() } })
}

/** Nothing lives at this address. */
export function refuseUnknown(response: ServerResponse): void {
  refuse(response, 404, 'REQUEST.NOT_FOUND', 'There is nothing at this address.')
}

/** The address is right, the method is not. */
export function refuseMethod(response: ServerResponse, allowed: string): void {
  response.setHeader('allow', allowed)
  refuse(response, 405, 'REQUEST.METHOD', `This address answers ${allowed} only.`)
}
