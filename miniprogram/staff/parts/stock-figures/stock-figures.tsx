import { Text, View } from '@tarojs/components'
import { AsyncState } from '../../../components/async-state/async-state'
import { t } from '../../../i18n'
import { staff } from '../../../services/staff'
import { useRemote, type UseRemote } from '../../../services/use-remote'
import type { OnHand } from '../types'
import './stock-figures.css'

/** Where the pieces of one item lie (#92): on hand, locked and usable, together and per warehouse. Asks when it appears. */
export function StockFigures({ itemId, unit }: { readonly itemId: string; readonly unit: string }) {
  return <StockTable stock={useOnHand(itemId)} unit={unit} />
}

/** The stock of one item, asked for when it is first shown. */
export function useOnHand(itemId: string): UseRemote<OnHand> {
  return useRemote(itemId, () => staff.stock.onHand({ itemId }))
}

/** The figures as a small table. */
export function StockTable({ stock, unit }: { readonly stock: UseRemote<OnHand>; readonly unit: string }) {
  if (!stock.data && stock.isLoading) return <View className="stock-table quiet">{t('common.loading')}…</View>
  return (
    <AsyncState state={stock} skeleton="rows">
      {(onHand) => (
        <View className="stock-table" role="table">
          <Row cells={[unit, t('staff.stock.onHand'), t('staff.stock.locked'), t('staff.stock.usable')]} look="head" />
          {onHand.warehouses.map((at) => (
            <Row key={at.warehouseId} cells={[at.name, at.onHand, at.locked, at.usable]} look="plain" />
          ))}
          <Row cells={[t('staff.stock.sum'), onHand.onHand, onHand.locked, onHand.usable]} look="sum" />
        </View>
      )}
    </AsyncState>
  )
}

function Row({
  cells,
  look,
}: {
  readonly cells: readonly (string | number)[]
  readonly look: 'head' | 'plain' | 'sum'
}) {
  return (
    <View className={`stock-table__row stock-table__row--${look}`} role="row">
      {cells.map((cell, index) => (
        <Text key={index} className="stock-table__cell figure">
          {cell}
        </Text>
      ))}
    </View>
  )
}
