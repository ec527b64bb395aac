/**
 * Calls of the unmodified SDK over HTTP, 32 at once; prints `calls <per second>` and waits to be ended. With BENCH_URL the
 * database is another process; without, it is this very process, as it is for the functions of the embedded cloud.
 */
import cloudbase from '@cloudbase/node-sdk'
import { type Cloud, startCloud } from '../../local/cloud'
import { measureLoad } from './load'

async function main(): Promise<void> {
  const own = process.env.BENCH_URL === undefined ? await startOwn() : undefined
  const serviceUrl = `${own?.url ?? process.env.BENCH_URL ?? ''}/admin`
  const app = cloudbase.init({ env: 'laidan-local', secretId: 'local', secretKey: 'local', serviceUrl })
  const levels = app.database().collection('levels')
  const measured = await measureLoad({ clients: 32, seconds: 4 }, async (client) => {
    await levels.doc(`level-${client}`).get()
  })
  process.stdout.write(`calls ${measured.perSecond.toFixed(0)}\n`)
  const stop = async (): Promise<void> => {
    await own?.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  setInterval(() => undefined, 1000)
}

function startOwn(): Promise<Cloud> {
  return startCloud({
    folder: process.env.BENCH_FOLDER ?? '',
    mode: 'dev',
    databaseTransport: 'http',
    log: () => undefined,
  })
}

void main()
