import { getItem } from './get-item'
import { listCategories } from './list-categories'
import { saveCategory } from './save-category'
import { saveItem } from './save-item'
import { savePicture } from './save-picture'
import { searchItems } from './search-items'

const reading = { categories: listCategories, search: searchItems, item: getItem }

export const customerActions = { catalog: reading }

export const staffActions = { catalog: { ...reading, saveCategory, saveItem, savePicture } }
