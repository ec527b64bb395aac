import path from 'node:path'
import { readRunSettings, type RunSettings } from '../config/cloud'
import { startCloud, type Cloud } from './cloud'
import { loadDemo } from './demo/load'
import { logHost, createStreamSink } from './log'

/** The project's folder: this file runs as dist/local/main.js. */
const root = path.resolve(__dirname, '../..')

/** Fills a data folder with the demo shop and ends. */
async function makeDemoShop(folder: string): Promise<void> {
  const cloud = await startCloud({
    folder,
    root,
    loadDemo,
    log: (line, level) => void (level === 'error' && console.error(line)),
  })
  await cloud.close()
}

/** Runs the embedded cloud until it is told to stop. One plain sentence and exit code 1 when it cannot start. */
async function runCloud(): Promise<void> {
  const log = createStreamSink(process.stdout, process.stderr)
  const settings = readRunSettings(process.env)
  const cloud = await startCloud({
    folder: settings.DATA_DIR,
    port: settings.PORT,
    host: settings.HOST,
    mode: settings.LAIDAN_MODE,
    databaseTransport: settings.LAIDAN_DATABASE,
    trustProxy: settings.TRUST_PROXY === '1',
    environment: process.env,
    root,
    loadDemo,
    demoShop: path.join(root, 'dist/demo'),
    log,
  })
  stopWhenTold(cloud)
  // A function's lost promise must not take the other customers down; it is written down as the bug it is.
  process.on('unhandledRejection', (reason) =>
    logHost(log, 'error', 'unhandled-rejection', { reason: describe(reason) }),
  )
  process.stdout.write(welcome(cloud, settings))
  process.send?.('ready')
}

function describe(reason: unknown): string {
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)
}

/** Ends in order on Ctrl-C, on a plain kill, and when the program that started this one is gone. */
function stopWhenTold(cloud: Cloud): void {
  let isStopping = false
  const stop = () => {
    if (isStopping) process.exit(1) // Told twice: at once.
    isStopping = true
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
}

function welcome({ url, port }: Cloud, { LAIDAN_MODE, DATA_DIR }: RunSettings): string {
  const shown = url.replace('127.0.0.1', 'localhost')
  if (LAIDAN_MODE === 'prod') return `来单 Laidan: ${shown}/app/   (data: ${path.resolve(DATA_DIR)})\n`
  const phone = (who: string, as: string) => `${shown}/phone/${who}/?as=${as}`
  return [
    '',
    `  来单 Laidan 已启动 · is running on port ${port}`,
    '',
    `  两部手机 · two phones side by side   ${shown}/`,
    `  顾客 · customer                      ${phone('customer', 'customer:1')}`,
    `  店员 · staff                         ${phone('staff', 'sales:1')}`,
    `  接口 · API                           ${shown}/openapi.json`,
    '',
    '  演示身份 · demo sign-ins: customer:1 … customer:12, sales:1, sales:2, manager:1,',
    '  warehouse:1, finance:1, service:1, owner:1   (POST /dev/sign-in {"as":"customer:1"})',
    `  数据 · data: ${path.resolve(DATA_DIR)}   (Ctrl-C 停止 · stops)`,
    '',
    '',
  ].join('\n')
}

const [order, demoFolder] = process.argv.slice(2)
const work = order === '--load-demo' && demoFolder !== undefined ? makeDemoShop(demoFolder) : runCloud()

work.catch((error: unknown) => {
  const isPlain = error instanceof Error && (hasPlainCode(error) || error.message.startsWith('The settings are wrong'))
  process.stderr.write(`${isPlain ? error.message : describe(error)}\n`, () => process.exit(1))
})

/** Errors whose message was written for the person who starts the shop. */
function hasPlainCode(error: Error): boolean {
  return 'code' in error && /^(PORT|DATA_FOLDER)_/.test(String(error.code))
}
