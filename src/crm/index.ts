export { type Customer, customers, customerSchema } from './customer'
export { type Buyer, loadBuyer, loadPriceLevel } from './load-buyer'
export { registerCustomer } from './register-customer'
