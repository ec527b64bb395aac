/** The embedded cloud with an empty shop, for measuring: logs go nowhere, the address is the first line. */
import { startCloud } from '../../local/cloud'

async function main(): Promise<void> {
  const cloud = await startCloud({
    folder: process.env.BENCH_FOLDER ?? '',
    mode: 'dev',
    databaseTransport: process.env.BENCH_DATABASE === 'http' ? 'http' : 'memory',
    log: { out: () => undefined, error: (line) => process.stderr.write(`${line}\n`) },
  })
  process.stdout.write(`${cloud.url}\n`)
  process.on('SIGTERM', () => void cloud.close().then(() => process.exit(0)))
}

void main()
