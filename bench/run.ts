/**
 * `npm run bench [case ...]`: measures the shop beside its floors, all in one run; prints a line for each figure and
 * writes bench/results/latest.json. Needs a built tree; builds it if it is not.
 */
import path from 'node:path'
import { buildTargets } from '../config/build'
import { benchHotItem } from './cases/hot-item'
import { benchLists } from './cases/lists'
import { benchOrders } from './cases/order-throughput'
import { benchBundles, benchMemory, benchStart } from './cases/start'
import { benchTrips } from './cases/trips'
import { createReport, type Report } from './support/report'

const cases: Record<string, (report: Report) => Promise<void> | void> = {
  trips: benchTrips,
  orders: benchOrders,
  hot: benchHotItem,
  lists: benchLists,
  start: benchStart,
  memory: benchMemory,
  bundles: benchBundles,
}

async function main(): Promise<void> {
  process.env.TENCENTCLOUD = 'true'
  process.env.SILENCE = 'true'
  const root = path.resolve(__dirname, '..')
  await buildTargets({ root, targets: ['local', 'functions', 'h5'], tell: (line) => console.log(line) })
  const wanted = process.argv.slice(2)
  const report = createReport()
  for (const [name, run] of Object.entries(cases)) {
    if (wanted.length === 0 || wanted.includes(name)) await run(report)
  }
  const missed = report.finish()
  console.log(missed === 0 ? 'every goal is met' : `${missed} goals are missed`)
}

void main()
