import type { Context } from '../ports/context'
import { repeatIfLost } from '../ports/store'
import type { Bin } from './bin'
import { type StockMove, stockMoves, stocks } from './stock'

/** The pieces of one order line: the key under which they are held, and where. */
export interface HeldLine {
  readonly key: string
  readonly bins: readonly Bin[]
}

/**
 * Holds the line's pieces, each bin by one conditional write without a read before it. True = all are held, also when
 * they were already. False = at least one bin was short; the others stay held until `releaseHolds`.
 */
export async function takeHolds(context: Context, line: HeldLine): Promise<boolean> {
  const taken = await Promise.all(line.bins.map((bin) => takeHold(context, line.key, bin)))
  return taken.every(Boolean)
}

async function takeHold(context: Context, key: string, bin: Bin): Promise<boolean> {
  const held = `holds.${key}`
  const isTaken = await repeatIfLost(() =>
    context.store.apply(
      stocks,
      bin.stockId,
      { usable: { $gte: bin.quantity }, [held]: { $exists: false } },
      { inc: { usable: -bin.quantity, locked: bin.quantity }, set: { [held]: bin.quantity } },
    ),
  )
  return isTaken || (await isHeld(context, key, bin))
}

/** The write says nothing of why it changed nothing: short, or held already by an earlier try. */
async function isHeld(context: Context, key: string, bin: Bin): Promise<boolean> {
  const stock = await context.store.get(stocks, bin.stockId)
  return stock?.holds[key] === bin.quantity
}

/** Gives the pieces back; bins that hold nothing under this key are left alone, so it can be repeated. */
export async function releaseHolds(context: Context, lines: readonly HeldLine[]): Promise<void> {
  await forEachBin(lines, (key, bin) =>
    repeatIfLost(() =>
      context.store.apply(stocks, bin.stockId, heldExactly(key, bin), {
        inc: { usable: bin.quantity, locked: -bin.quantity },
        unset: [`holds.${key}`],
      }),
    ),
  )
}

/**
 * The held pieces leave the warehouse under a delivery note: on-hand falls, the ledger gets a line for each bin. After a
 * crash at any write, calling it again with the same note completes it; nothing leaves twice.
 */
export async function shipHolds(context: Context, lines: readonly HeldLine[], noteId: string): Promise<void> {
  await forEachBin(lines, async (key, bin) => {
    await context.store.apply(stocks, bin.stockId, heldExactly(key, bin), {
      inc: { onHand: -bin.quantity, locked: -bin.quantity },
      unset: [`holds.${key}`],
    })
    await context.store.insert(stockMoves, shipmentMove(context, key, bin, noteId))
  })
}

function shipmentMove(context: Context, key: string, bin: Bin, noteId: string): StockMove {
  return {
    _id: `m${context.ids.derive('shipment', noteId, key, bin.stockId)}`,
    stockId: bin.stockId,
    quantity: -bin.quantity,
    kind: 'shipment',
    reference: noteId,
    at: context.clock.now(),
    by: context.actor.personId ?? 'system',
  }
}

function heldExactly(key: string, bin: Bin): Record<string, unknown> {
  return { [`holds.${key}`]: bin.quantity }
}

async function forEachBin(lines: readonly HeldLine[], act: (key: string, bin: Bin) => Promise<unknown>): Promise<void> {
  await Promise.all(lines.flatMap((line) => line.bins.map((bin) => act(line.key, bin))))
}
