import { askOnHand, checkStock, listStocks } from './ask-stock'
import { receiveGoods } from './receive-goods'
import { listWarehouses, saveWarehouse } from './warehouse'

/** `stock.proof` needs orders too and stands in the order area. */
export const staffActions = {
  warehouse: { list: listWarehouses, save: saveWarehouse },
  stock: { receive: receiveGoods, onHand: askOnHand, list: listStocks, check: checkStock },
}
