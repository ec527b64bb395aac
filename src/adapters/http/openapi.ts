import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import * as z from 'zod'
import { customerContract, staffContract } from '../../contract'
import type { ActionMeta } from '../../shared/action'
import { doorCodes } from './door-codes'
import { summaries } from './summaries'

type Json = Record<string, unknown>

interface Described {
  readonly door: string
  readonly path: string
  readonly meta: ActionMeta
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/**
 * The documented HTTP API of both doors, from the contracts that the doors themselves check by. Written with zod's own
 * JSON Schema: our replies come in an envelope, which oRPC's generator does not know.
 */
export async function buildOpenApi(): Promise<Json> {
  const actions = [...describe('customer', customerContract, []), ...describe('staff', staffContract, [])]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Laidan 来单',
      version: '1',
      description:
        'Each action is one POST. A reply is {"ok": true, "output": …} with status 200, or {"ok": false, "error": …} ' +
        'with a stable code and a status that follows from it. Amounts are whole fen, times UTC in ISO 8601. ' +
        'The same actions are reached by POST /customer and /staff with {"path": "order.place", "input": {…}}, and ' +
        'through wx.cloud.callFunction with those two fields and `session`.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'customer', description: 'The storefront' },
      { name: 'staff', description: 'The workbench' },
    ],
    paths: Object.fromEntries(
      actions.map((action) => [`/${action.door}/${action.path}`, { post: operationOf(action) }]),
    ),
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'From session.open, session.refresh or signIn.poll.' },
      },
      schemas: { Refusal: refusalSchema },
      responses: Object.fromEntries(
        Object.entries(doorCodes).map(([status, codes]) => [`Refusal${status}`, refused(codes)]),
      ),
    },
  }
}

function describe(door: string, contract: AnyContractRouter, path: readonly string[]): Described[] {
  if (!isContractProcedure(contract))
    return Object.entries(contract).flatMap(([name, part]) => describe(door, part, [...path, name]))
  const { meta, inputSchema, outputSchema } = contract['~orpc']
  return [
    {
      door,
      path: path.join('.'),
      meta: meta as ActionMeta,
      input: inputSchema as z.ZodType,
      output: outputSchema as z.ZodType,
    },
  ]
}

function operationOf({ door, path, meta, input, output }: Described): Json {
  const isForAnyone = meta.roles.includes('guest')
  const statuses = Object.keys(doorCodes).filter((status) => applies(status, meta))
  return {
    operationId: `${door}.${path}`,
    tags: [door],
    summary: summaries[`${door} ${path}`] ?? path,
    description: `For: ${meta.roles.join(', ')}.`,
    security: isForAnyone ? [{ session: [] }, {}] : [{ session: [] }],
    requestBody: { required: true, content: json(toSchema(input, 'input')) },
    responses: {
      '200': { description: 'Done.', content: json(envelopeOf(toSchema(output, 'output'))) },
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }])),
    },
  }
}

function applies(status: string, meta: ActionMeta): boolean {
  if (status === '429') return meta.guessable === true
  const isForGuestsAlone = meta.roles.every((role) => role === 'guest')
  return !(isForGuestsAlone && status === '403')
}

function toSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...converted } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return converted
}

function json(schema: Json): Json {
  return { 'application/json': { schema } }
}

function envelopeOf(output: Json): Json {
  const properties = { ok: { const: true }, output }
  return { type: 'object', properties, required: ['ok', 'output'], additionalProperties: false }
}

function refused(codes: readonly string[]): Json {
  return { description: codes.join(', '), content: json({ $ref: '#/components/schemas/Refusal' }) }
}

const refusalSchema: Json = {
  type: 'object',
  required: ['ok', 'error'],
  properties: {
    ok: { const: false },
    error: {
      type: 'object',
      required: ['code', 'message', 'traceId'],
      properties: {
        code: { type: 'string', description: 'Stable; screens turn it into words.' },
        message: { type: 'string', description: 'A short plain sentence for developers.' },
        fields: {
          description: 'The figures behind a refusal; for REQUEST.INVALID a list of the fields that are wrong.',
          anyOf: [
            { type: 'object', additionalProperties: true },
            {
              type: 'array',
              items: {
                type: 'object',
                required: ['path', 'message'],
                properties: { path: { type: 'string' }, message: { type: 'string' } },
              },
            },
          ],
        },
        traceId: { type: 'string' },
      },
    },
  },
}
