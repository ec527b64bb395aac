import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export interface Judgement {
  /** The goal in words; the ratios that it speaks of; undefined = a floor or a figure without a goal. */
  readonly goal: string
  readonly ratios?: Record<string, number>
  readonly isMet: boolean | undefined
}

export interface Row {
  readonly figure: string
  readonly values: Record<string, number>
  readonly judgement?: Judgement
}

export interface Report {
  add(figure: string, values: Record<string, number>, judgement?: Judgement): void
  /** Prints nothing more; writes the JSON and returns how many goals were missed. */
  finish(): number
}

/** Prints each figure as it comes, and keeps all of them for the JSON under bench/results/. */
export function createReport(): Report {
  const rows: Row[] = []
  return {
    add(figure, values, judgement) {
      rows.push(judgement === undefined ? { figure, values } : { figure, values, judgement })
      const mark = judgement?.isMet === undefined ? ' ' : judgement.isMet ? '+' : '-'
      const ratios = judgement?.ratios === undefined ? '' : `  [${show(judgement.ratios)}]`
      const goal = judgement === undefined ? '' : `  goal: ${judgement.goal}`
      console.log(`${mark} ${figure.padEnd(46)} ${show(values)}${ratios}${goal}`)
    },
    finish() {
      const folder = path.resolve(__dirname, '..', 'results')
      mkdirSync(folder, { recursive: true })
      const machine = { node: process.version, cores: os.cpus().length, platform: process.platform }
      writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`)
      return rows.filter((row) => row.judgement?.isMet === false).length
    },
  }
}

function show(values: Record<string, number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${format(value)}`)
    .join('  ')
}

function format(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2)
}
