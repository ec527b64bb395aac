import { openContext } from '../../src/adapters/door'
import { sweepIdentity } from '../../src/identity'
import { sweepOrders } from '../../src/order'
import { sweepShipments } from '../../src/shipment'
import type { Context } from '../../src/ports/context'

/** What the timer starts, each on its own: one that fails does not keep the others from their work. */
const sweeps: Record<string, (context: Context) => Promise<unknown>> = {
  orders: sweepOrders,
  shipments: sweepShipments,
  identity: sweepIdentity,
}

/** Called by the timer every minute; anyone else is turned away. May overlap with itself: every sweep is safe to repeat. */
export async function main(event: unknown, invocation: unknown): Promise<unknown> {
  if (!isTimer(event)) return { ok: false, error: { code: 'AUTH.FORBIDDEN', message: 'Only the timer calls this.' } }
  const { context, stats } = openContext(invocation, { actor: { role: 'system' }, address: '' })
  const results: Record<string, unknown> = {}
  for (const [name, sweep] of Object.entries(sweeps)) {
    try {
      results[name] = await sweep(context)
    } catch (error) {
      results[name] = { failed: error instanceof Error ? error.message : String(error) }
      console.error(
        JSON.stringify({ level: 'error', sweep: name, cause: error instanceof Error ? error.stack : String(error) }),
      )
    }
  }
  const { calls, trips } = stats()
  console.log(
    JSON.stringify({
      time: context.clock.now().toISOString(),
      door: 'clock',
      results,
      storeCalls: calls,
      storeTrips: trips,
    }),
  )
  return { ok: true, output: results }
}

/** The trigger's own shape, and no WeChat user behind it (PLATFORM B2): the name alone can be written by anybody. */
function isTimer(event: unknown): boolean {
  const isShaped = typeof event === 'object' && event !== null && 'Type' in event && event.Type === 'Timer'
  return isShaped && process.env.TRIGGER_SRC === 'timer' && process.env.WX_OPENID === undefined
}
