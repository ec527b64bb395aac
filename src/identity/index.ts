export { slowDown } from './limit'
export { openidPrint } from './person'
export { admit } from './permission'
