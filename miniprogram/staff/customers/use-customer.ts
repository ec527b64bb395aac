import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { useState } from 'react'
import { describe, t } from '../../i18n'
import { say } from '../../services/phone'
import { toRefused, type Refused } from '../../services/refused'
import { staff } from '../../services/staff'
import { useRemote } from '../../services/use-remote'
import type { CustomerRow } from '../parts/types'
import { useWork } from '../parts/use-work'

/** One customer and what can be done to them; a refusal is told in words over the newest state. */
export function useCustomer(customerId: string, onChanged: () => void) {
  const customer = useRemote(customerId, () => staff.customer.get({ customerId }))
  const [notice, setNotice] = useState<string | null>(null)
  const { isBusy, run } = useWork()
  usePullDownRefresh(() => void customer.refresh().finally(() => Taro.stopPullDownRefresh()))

  const change = (work: () => Promise<CustomerRow>, tell: (changed: CustomerRow) => string) =>
    run(async () => {
      setNotice(null)
      try {
        const changed = await work()
        customer.put(changed)
        say(tell(changed), true)
      } catch (caught) {
        setNotice(tellRefusal(toRefused(caught)))
        await customer.refresh()
      }
      onChanged()
    })

  return {
    customer,
    notice,
    isBusy,
    claim: () =>
      change(
        () => staff.customer.claim({ customerId }),
        () => t('staff.customers.claimed'),
      ),
    setLevel: (levelId: string) =>
      change(
        () => staff.customer.setLevel({ customerId, levelId }),
        (changed) => t('staff.customers.levelSet', { level: changed.levelName }),
      ),
  }
}

/** Of two people who claim at once the second reads who was first (#167). */
function tellRefusal(problem: Refused): string {
  const { ownerName } = problem.fields
  if (problem.code !== 'CRM.OWNED' || typeof ownerName !== 'string') return describe(problem)
  return t('staff.customers.ownedBy', { name: ownerName })
}
