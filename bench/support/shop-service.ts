/** The embedded cloud with an empty shop, for measuring; the address is the first line, the functions' log goes to a file if asked. */
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { startCloud } from '../../local/cloud'

const folder = process.env.BENCH_FOLDER ?? ''

async function main(): Promise<void> {
  const cloud = await startCloud({
    folder,
    mode: 'dev',
    databaseTransport: process.env.BENCH_DATABASE === 'http' ? 'http' : 'memory',
    log: (line, level) => {
      if (level === 'error') process.stderr.write(`${line}\n`)
      else if (process.env.BENCH_KEEP_LOG === '1') appendFileSync(path.join(folder, 'functions.log'), `${line}\n`)
    },
  })
  process.stdout.write(`${cloud.url}\n`)
  process.on('SIGTERM', () => void cloud.close().then(() => process.exit(0)))
}

void main()
