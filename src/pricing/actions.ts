import { listLevels, saveLevel } from './save-level'

export const staffActions = { level: { list: listLevels, save: saveLevel } }
