import { currentLanguage } from '../i18n'
import { createStore } from './store'
import type { Category } from './types'

/** The category that the category tab shows; kept outside the page because a tab takes no parameters. */
export const chosenCategoryStore = createStore<string | undefined>(undefined)

/** Makes the category tab show this one. */
export function chooseCategory(categoryId: string): void {
  chosenCategoryStore.write(categoryId)
}

/** A category's name in the language of the moment. */
export function categoryName(category: Category): string {
  return currentLanguage() === 'en' && category.nameEn !== '' ? category.nameEn : category.name
}
