import { format } from 'node:util'

export type LogLevel = 'info' | 'warn' | 'error'
export type LogSink = (line: string, level: LogLevel) => void

/** Writes lines to the standard streams, a tick's lines in one write: a write per line costs more than many an action. */
export function createStreamSink(out: NodeJS.WritableStream, err: NodeJS.WritableStream): LogSink {
  const waiting = { out: '', err: '' }
  let scheduled = false
  const flush = () => {
    scheduled = false
    if (waiting.out) out.write(waiting.out)
    if (waiting.err) err.write(waiting.err)
    waiting.out = ''
    waiting.err = ''
  }
  process.on('exit', flush)
  return (line, level) => {
    waiting[level === 'error' ? 'err' : 'out'] += `${line}\n`
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }
}

/** One JSON line of the host itself (start, stop, errors). */
export function logHost(sink: LogSink, level: LogLevel, event: string, fields: Record<string, unknown> = {}): void {
  sink(JSON.stringify({ time: new Date().toISOString(), level, source: 'cloud', event, ...fields }), level)
}

/** The `console` a function sees: every line goes to the sink, formatted as Node formats it. */
export function createConsole(sink: LogSink): Console {
  const writer =
    (level: LogLevel) =>
    (...values: unknown[]) =>
      sink(values.length === 1 && typeof values[0] === 'string' ? values[0] : format(...values), level)
  const own = { log: writer('info'), info: writer('info'), debug: writer('info'), warn: writer('warn') }
  return Object.assign(Object.create(console) as Console, own, { error: writer('error'), trace: writer('error') })
}

/** A sink that can be hushed: while the demo shop is loaded, a thousand lines of routine would hide the one that counts. */
export function createGate(sink: LogSink): { sink: LogSink; quietly<T>(work: () => Promise<T>): Promise<T> } {
  let isQuiet = false
  return {
    sink: (line, level) => (isQuiet && level === 'info' ? undefined : sink(line, level)),
    async quietly(work) {
      isQuiet = true
      return work().finally(() => (isQuiet = false))
    },
  }
}
