export { ladderStepSchema, priceReasonSchema } from './contract'
