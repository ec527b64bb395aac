export { askedLinesSchema } from './contract'
