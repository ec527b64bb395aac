export { ladderStepSchema, priceReasonSchema } from './contract'
export { type Level, levelDocumentSchema, levels } from './level'
export { ladderOf, type LadderStep, NO_LEVEL, type Priced, type PriceLevel, type PriceReason, priceUnit } from './price'
export { findDefaultLevel } from './save-level'
