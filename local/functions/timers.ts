import { Cron } from 'croner'
import type { FunctionConfig } from '../../config/cloud'
import type { SettableClock } from '../clock'
import { logHost, type LogSink } from '../log'
import type { FunctionsHost } from './host'

export interface Timers {
  /** Fires what became due by a jump of the clock; resolves when those runs have ended. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

interface Timer {
  functionName: string
  trigger: string
  cron: Cron
  dueAtMs: number
  running: Promise<void> | undefined
  /** The one run that waits for the running one. */
  next: Promise<void> | undefined
}

const longestSleepMs = 60_000

/** Runs the timer triggers of the manifest on the cloud's clock, Beijing time, as the real service does. */
export function startTimers(
  functions: FunctionConfig[],
  host: FunctionsHost,
  clock: SettableClock,
  log: LogSink,
): Timers {
  const timers = functions.flatMap((one) => one.triggers.map((trigger) => createTimer(one.name, trigger, clock.now())))
  let sleeping: NodeJS.Timeout | undefined
  let isStopped = false

  const fireDue = (): Promise<void>[] => {
    const now = clock.now()
    const due = timers.filter((timer) => timer.dueAtMs <= now)
    for (const timer of due) timer.dueAtMs = nextAfter(timer.cron, now)
    return due.map((timer) => fire(timer, host, clock, log))
  }
  const sleep = () => {
    clearTimeout(sleeping)
    if (isStopped || timers.length === 0) return
    const untilMs = Math.min(...timers.map((timer) => timer.dueAtMs)) - clock.now()
    sleeping = setTimeout(wake, Math.min(Math.max(untilMs, 1), longestSleepMs)).unref()
  }
  const wake = () => {
    void Promise.all(fireDue())
    sleep()
  }
  // After a jump backwards the next run is counted from the new time; a jump forwards leaves what is due to catchUp.
  clock.onJump(() => {
    const now = clock.now()
    for (const timer of timers) timer.dueAtMs = Math.min(timer.dueAtMs, nextAfter(timer.cron, now))
    sleep()
  })
  sleep()

  return {
    // Also what the jump itself has just woken: whoever set the time wants it done.
    async catchUp() {
      void fireDue()
      await Promise.all(timers.map((timer) => timer.next ?? timer.running))
    },
    async stop() {
      isStopped = true
      clearTimeout(sleeping)
      await Promise.all(timers.map((timer) => timer.running))
    },
  }
}

function createTimer(functionName: string, trigger: { name: string; config: string }, nowMs: number): Timer {
  const cron = new Cron(trigger.config, { paused: true, timezone: 'Asia/Shanghai', mode: '7-part' })
  return {
    functionName,
    trigger: trigger.name,
    cron,
    dueAtMs: nextAfter(cron, nowMs),
    running: undefined,
    next: undefined,
  }
}

function nextAfter(cron: Cron, timeMs: number): number {
  return cron.nextRun(new Date(timeMs))?.getTime() ?? Number.POSITIVE_INFINITY
}

/**
 * The real service may overlap runs and a run may have read its time before the jump; so a trigger that is still
 * running gets exactly one more run after it, however often it fires meanwhile: at least once, without piling up.
 */
function fire(timer: Timer, host: FunctionsHost, clock: SettableClock, log: LogSink): Promise<void> {
  const start = async (): Promise<void> => {
    timer.next = undefined
    await runOnce(timer, host, clock.now(), log)
  }
  // In braces: a promise that `finally` is handed would be waited for, and the next run waits for this one.
  const handOver = (): void => {
    timer.running = timer.next
  }
  if (!timer.running) return (timer.running = start().finally(handOver))
  return (timer.next ??= timer.running.then(start).finally(handOver))
}

async function runOnce(timer: Timer, host: FunctionsHost, nowMs: number, log: LogSink): Promise<void> {
  const event = { Type: 'Timer', TriggerName: timer.trigger, Time: new Date(nowMs).toISOString(), Message: '' }
  try {
    await host.invoke(timer.functionName, event, { source: 'timer', trigger: timer.trigger })
  } catch (error) {
    logHost(log, 'error', 'timer-failed', {
      function: timer.functionName,
      trigger: timer.trigger,
      error: String(error),
    })
  }
}
