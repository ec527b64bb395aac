export { slowDown } from './limit'
export { admit } from './permission'
export { openidPrint, type Person, people } from './person'
export { sweepIdentity } from './sweep-identity'
