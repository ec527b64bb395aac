import { useState } from 'react'
import { describe, t } from '../../i18n'
import { MAX_QUANTITY } from '../../services/cart-lines'
import { useDraft } from '../../services/draft'
import { say } from '../../services/phone'
import { isNetwork, toRefused } from '../../services/refused'
import { makeRequestId } from '../../services/request-id'
import { staff } from '../../services/staff'
import type { Warehouse } from '../parts/types'
import { useWork } from '../parts/use-work'

const EMPTY = { requestId: '', warehouseId: '', batch: '', quantity: '' }
type Draft = typeof EMPTY

/** A form for goods that came in: kept until they are booked, and booked once however often it is pressed. */
export function useReceive(itemId: string, warehouses: readonly Warehouse[], onReceived: () => void) {
  const { draft, change, done } = useDraft(`receive-${itemId}`, EMPTY)
  const [isAsked, setAsked] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)
  const { isBusy, run } = useWork()
  const faults = findFaults(draft)

  async function save() {
    setAsked(true)
    if (Object.keys(faults).length > 0) return
    const requestId = draft.requestId || (await makeRequestId())
    change({ requestId })
    try {
      const { warehouseId, batch } = draft
      const quantity = Number(draft.quantity)
      const row = await staff.stock.receive({ requestId, itemId, warehouseId, batch, quantity })
      done()
      const warehouse = warehouses.find((one) => one.id === row.warehouseId)?.name ?? row.warehouseId
      say(t('staff.stock.received', { quantity, warehouse, batch: row.batch, onHand: row.onHand }))
      onReceived()
    } catch (caught) {
      const problem = toRefused(caught)
      setNotice(describe(problem))
      if (!isNetwork(problem)) change({ requestId: '' })
    }
  }

  return { draft, change, faults: isAsked ? faults : {}, notice, isBusy, save: () => run(save) }
}

function findFaults({ warehouseId, batch, quantity }: Draft): {
  warehouse?: string
  batch?: string
  quantity?: string
} {
  const isQuantity = /^\d{1,6}$/.test(quantity) && Number(quantity) >= 1 && Number(quantity) <= MAX_QUANTITY
  return {
    ...(warehouseId === '' ? { warehouse: t('staff.stock.chooseWarehouse') } : {}),
    ...(/^[A-Za-z0-9_-]{1,32}$/.test(batch) ? {} : { batch: t('staff.stock.badBatch') }),
    ...(isQuantity ? {} : { quantity: t('staff.stock.badQuantity', { max: MAX_QUANTITY }) }),
  }
}
