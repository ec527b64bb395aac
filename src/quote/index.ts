export { askedLinesSchema, quotedLineSchema } from './contract'
export { type AskedLine, type PricedLine, priceLines, totalOf } from './quote-lines'
