import { useState } from 'react'
import { describe, t } from '../../i18n'
import { confirm } from '../../services/phone'
import { toRefused } from '../../services/refused'
import { staff } from '../../services/staff'
import type { Carrier } from '../../services/types'
import type { DeliveryNote } from '../parts/types'
import { useWork } from '../parts/use-work'

interface Sending {
  readonly carrier: Carrier
  /** Left out = the shop gets a number from the carrier. */
  readonly waybillNumber: string | undefined
  readonly left: number
}

/**
 * Sends a note after asking. The note is the key: pressing again, on this phone or another, never sends a second
 * parcel. A refusal is told in words, and the note is looked at anew.
 */
export function useSend(note: DeliveryNote, onLost: () => Promise<void>) {
  const { isBusy, run } = useWork()
  const [notice, setNotice] = useState<string | null>(null)

  async function send(sending: Sending): Promise<DeliveryNote | null> {
    if (!(await confirm(t('staff.ship.ask'), questionOf(sending), t('staff.ship.send')))) return null
    let sent: DeliveryNote | null = null
    await run(async () => {
      setNotice(null)
      try {
        const { carrier, waybillNumber } = sending
        const number = waybillNumber === undefined ? {} : { waybillNumber }
        sent = await staff.shipment.send({ noteId: note.id, carrier, ...number })
      } catch (caught) {
        setNotice(describe(toRefused(caught)))
        await onLost()
      }
    })
    return sent
  }
  return { isBusy, notice, send }
}

function questionOf({ carrier: code, waybillNumber, left }: Sending): string {
  const carrier = t(`carrier.${code}`)
  const what =
    waybillNumber === undefined
      ? t('staff.ship.askAuto', { carrier })
      : t('staff.ship.askTyped', { carrier, waybill: waybillNumber })
  return left === 0 ? what : `${t('staff.ship.askUnpicked', { left })}${what}`
}
