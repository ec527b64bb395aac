import type { AnyContractRouter, ContractProcedure, InferSchemaInput, InferSchemaOutput } from '@orpc/contract'
import { isContractProcedure, ValidationError } from '@orpc/contract'
import { createProcedureClient, implement, ORPCError } from '@orpc/server'
import type { Context } from '../../ports/context'
import type { ActionMeta } from '../../shared/action'
import type { Refusal, Result } from '../../shared/result'
import { describeIssues, type FieldFault } from './issues'

/**
 * The use cases that a door's contract asks for, in the contract's own tree: one that is missing, or whose input or
 * output differs, does not compile.
 */
export type Actions<C> =
  C extends ContractProcedure<infer I, infer O, infer _Errors, infer _Meta>
    ? (context: Context, input: InferSchemaOutput<I>) => Promise<Result<InferSchemaInput<O>>>
    : { readonly [Key in keyof C]: Actions<C[Key]> }

/** A refusal as callers see it: figures of the business, or for a wrong input the list of its fields. */
export interface DoorRefusal {
  readonly code: string
  readonly message: string
  readonly fields?: Refusal['fields'] | readonly FieldFault[]
}

export type DoorResult =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: DoorRefusal }

/** A refusal by the door itself. */
export function refuseCall(code: string, message: string, fields?: readonly FieldFault[]): DoorResult {
  return { ok: false, refusal: fields === undefined ? { code, message } : { code, message, fields } }
}

export interface Action {
  readonly path: string
  readonly meta: ActionMeta
  /** Checks the input, runs the use case, checks the output: what breaks its own schema is a bug and throws. */
  readonly run: (context: Context, input: unknown) => Promise<DoorResult>
}

/** Every action of a door by its dotted path. A Map: no path can reach into a prototype. */
export function buildTable<C extends AnyContractRouter>(contract: C, actions: Actions<C>): ReadonlyMap<string, Action> {
  return new Map(collect(contract, actions, []).map((action) => [action.path, action]))
}

function collect(contract: AnyContractRouter, actions: unknown, path: readonly string[]): Action[] {
  if (isContractProcedure(contract)) return [bind(contract as Procedure, actions as UseCase, path)]
  return Object.entries(contract).flatMap(([name, part]) =>
    collect(part, (actions as Record<string, unknown>)[name], [...path, name]),
  )
}

type Procedure = ContractProcedure<never, never, Record<never, never>, ActionMeta>
type UseCase = (context: Context, input: unknown) => Promise<Result<unknown>>

/** Carries a refusal past the output's schema. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

function bind(contract: Procedure, useCase: UseCase, path: readonly string[]): Action {
  if (typeof useCase !== 'function') throw new Error(`No use case for ${path.join('.')}`)
  const procedure = implement(contract)
    .$context<Context>()
    .handler(async ({ context, input }) => {
      const result = await useCase(context, input)
      if (!result.ok) throw new Refused(result.refusal)
      return result.value as never
    })
  const run = async (context: Context, input: unknown): Promise<DoorResult> => {
    try {
      return { ok: true, value: await createProcedureClient(procedure, { context, path })(input as never) }
    } catch (error) {
      return refusalOf(error)
    }
  }
  return { path: path.join('.'), meta: contract['~orpc'].meta, run }
}

/** An expected "no" or a wrong input as a refusal; anything else is thrown on. */
function refusalOf(error: unknown): DoorResult {
  if (error instanceof Refused) return { ok: false, refusal: error.refusal }
  if (!(error instanceof ORPCError) || !(error.cause instanceof ValidationError)) throw error
  const { issues } = error.cause
  if (error.code === 'BAD_REQUEST')
    return refuseCall('REQUEST.INVALID', 'The input does not fit this action.', describeIssues(issues))
  const places = describeIssues(issues).map((fault) => `${fault.path} ${fault.message}`)
  throw new Error(`An action broke its own output schema: ${places.join('; ')}`)
}
