import * as z from 'zod'
import type { Context } from '../ports/context'
import type { Collection } from '../ports/store'
import { ok, type Result } from '../shared/result'
import { idSchema } from '../shared/text'
import { warehouseSchema } from './contract'

export const warehouseDocumentSchema = z.object({ ...warehouseSchema.omit({ id: true }).shape, _id: idSchema })
export type Warehouse = z.infer<typeof warehouseDocumentSchema>
type WarehouseView = z.output<typeof warehouseSchema>

export const warehouses: Collection<Warehouse> = { name: 'warehouses', schema: warehouseDocumentSchema }
export const MAX_WAREHOUSES = 50

/** All warehouses, in the order in which they serve. */
export async function loadWarehouses(context: Context): Promise<Warehouse[]> {
  const sort = [
    ['sort', 'asc'],
    ['_id', 'asc'],
  ] as const
  return context.store.list(warehouses, { where: {}, sort, limit: MAX_WAREHOUSES })
}

/** The answer of `warehouse.list`. */
export async function listWarehouses(context: Context): Promise<Result<{ rows: WarehouseView[] }>> {
  return ok({ rows: (await loadWarehouses(context)).map(viewWarehouse) })
}

/** Adds a warehouse or replaces it. */
export async function saveWarehouse(
  context: Context,
  input: Omit<WarehouseView, 'id'> & { warehouseId: string },
): Promise<Result<WarehouseView>> {
  const { warehouseId, ...fields } = input
  const warehouse: Warehouse = { _id: warehouseId, ...fields }
  await context.store.put(warehouses, warehouse)
  return ok(viewWarehouse(warehouse))
}

function viewWarehouse({ _id, ...fields }: Warehouse): WarehouseView {
  return { id: _id, ...fields }
}
