/** Calls of the unmodified SDK over HTTP from one process, 32 at once; prints `calls <per second>` and waits to be ended. */
import cloudbase from '@cloudbase/node-sdk'
import { measureLoad } from './load'

async function main(): Promise<void> {
  const app = cloudbase.init({
    env: 'laidan-local',
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${process.env.BENCH_URL ?? ''}/admin`,
  })
  const items = app.database().collection('items')
  const measured = await measureLoad({ clients: 32, seconds: 4 }, async (client) => {
    await items.doc(`i${client % 10}`).get()
  })
  process.stdout.write(`calls ${measured.perSecond.toFixed(0)}\n`)
  process.on('SIGTERM', () => process.exit(0))
  setInterval(() => undefined, 1000)
}

void main()
