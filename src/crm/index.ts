export { type Buyer, loadBuyer, loadPriceLevel } from './load-buyer'
