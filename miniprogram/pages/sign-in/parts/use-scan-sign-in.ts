import { useEffect, useState } from 'react'
import { t } from '../../../i18n'
import { customer } from '../../../services/customer'
import { say } from '../../../services/phone'
import { isNetwork, toRefused } from '../../../services/refused'
import { keepSession } from '../../../services/session'
import { secondsUntil } from '../../../services/time'
import { useRemote } from '../../../services/use-remote'

const POLL_MS = 2000

interface Ticket {
  readonly ticket: string
  readonly secret: string
  readonly qrText: string
  readonly expiresAt: string
}

/** A code to be scanned: asks every two seconds whether it was confirmed, until it ends; then a new one is asked for by hand. */
export function useScanSignIn(onSignedIn: () => void) {
  const state = useRemote('ticket', () => customer.signIn.start({ device: deviceName() }))
  const ticket = state.data
  const [seconds, setSeconds] = useState(0)
  const [ended, setEnded] = useState<string>()

  useEffect(() => {
    if (!ticket) return undefined
    const tick = () => setSeconds(secondsUntil(ticket.expiresAt))
    const clock = setInterval(tick, 1000)
    const first = setTimeout(tick, 0)
    const stop = askUntilAnswered(ticket, {
      onDone: onSignedIn,
      onEnd: () => setEnded(ticket.ticket),
    })
    return () => {
      clearInterval(clock)
      clearTimeout(first)
      stop()
    }
    // A new ticket starts a new round; the caller's function is a new one at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ticket])

  return { state, seconds, isEnded: ticket !== undefined && ended === ticket.ticket }
}

function askUntilAnswered(ticket: Ticket, { onDone, onEnd }: { onDone: () => void; onEnd: () => void }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const round = async (): Promise<void> => {
    const answer = await ask(ticket)
    if (isStopped) return
    if (answer === 'confirmed') return onDone()
    if (answer === 'expired') return onEnd()
    timer = setTimeout(() => void round(), POLL_MS)
  }
  timer = setTimeout(() => void round(), POLL_MS)
  return () => {
    isStopped = true
    clearTimeout(timer)
  }
}

/** A lost line or "slow down" is only a reason to ask again later; any other refusal ends the ticket. */
async function ask({ ticket, secret }: Ticket): Promise<'waiting' | 'confirmed' | 'expired'> {
  try {
    const { state, session } = await customer.signIn.poll({ ticket, secret })
    if (!session) return state
    keepSession(session)
    say(t('signIn.done'), true)
    return 'confirmed'
  } catch (error) {
    const refusal = toRefused(error)
    return isNetwork(refusal) || refusal.code === 'REQUEST.SLOW_DOWN' ? 'waiting' : 'expired'
  }
}

/** What the person sees on the phone before confirming: enough to recognise this browser. */
function deviceName(): string {
  const agent = navigator.userAgent
  const browser = /Edg/.test(agent)
    ? 'Edge'
    : /Chrome/.test(agent)
      ? 'Chrome'
      : /Firefox/.test(agent)
        ? 'Firefox'
        : /Safari/.test(agent)
          ? 'Safari'
          : ''
  const system = /Windows/.test(agent)
    ? 'Windows'
    : /Android/.test(agent)
      ? 'Android'
      : /iPhone|iPad/.test(agent)
        ? 'iOS'
        : /Mac/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ') || 'browser'
}
