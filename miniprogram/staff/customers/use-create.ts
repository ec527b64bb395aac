import { useState } from 'react'
import { describe, t } from '../../i18n'
import { useDraft } from '../../services/draft'
import { say } from '../../services/phone'
import { isNetwork, toRefused } from '../../services/refused'
import { makeRequestId } from '../../services/request-id'
import { staff } from '../../services/staff'
import type { CustomerRow } from '../parts/types'
import { useWork } from '../parts/use-work'

const EMPTY = { requestId: '', name: '', company: '', phone: '', levelId: '' }
type Draft = typeof EMPTY

/** A form for a new customer: kept until it is saved, and saved once however often it is pressed. */
export function useCreate(onCreated: (customer: CustomerRow) => void) {
  const { draft, change, done } = useDraft('customer', EMPTY)
  const [isAsked, setAsked] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const { isBusy, run } = useWork()
  const faults = findFaults(draft)

  async function save() {
    setAsked(true)
    if (faults.name || faults.phone) return
    // Kept with the draft, so that a repeat after a lost answer is the same customer, not a second one.
    const requestId = draft.requestId || (await makeRequestId())
    change({ requestId })
    try {
      const created = await staff.customer.create(inputOf(draft, requestId))
      done()
      say(t('staff.customers.created', { name: created.name }), true)
      onCreated(created)
    } catch (caught) {
      const problem = toRefused(caught)
      setNotice(describe(problem))
      // Refused for certain: what is sent after a correction is a new intent.
      if (!isNetwork(problem)) change({ requestId: '' })
    }
  }

  return { draft, change, faults: isAsked ? faults : {}, notice, isBusy, save: () => run(save) }
}

function findFaults(draft: Draft): { name?: string; phone?: string } {
  const isPhone = draft.phone === '' || /^1[3-9]\d{9}$/.test(draft.phone)
  return {
    ...(draft.name.trim() === '' ? { name: t('staff.customers.nameNeeded') } : {}),
    ...(isPhone ? {} : { phone: t('staff.customers.badPhone') }),
  }
}

function inputOf({ name, company, phone, levelId }: Draft, requestId: string) {
  return { requestId, name, company, phone, ...(levelId === '' ? {} : { levelId }) }
}
