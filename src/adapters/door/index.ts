export { openContext, type OpenedContext } from './context'
export { createDoor, type Door } from './door'
export { logCause, logInvocation } from './log'
export type { Actions } from './table'
