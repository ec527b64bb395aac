import { clearDemo } from './clear-demo'

export const staffActions = { shop: { clearDemo } }
