import { lookupQuote, lookupQuoteForCustomer } from './lookup-quote'

export const customerActions = { quote: { lookup: lookupQuote } }
export const staffActions = { quote: { lookup: lookupQuoteForCustomer } }
