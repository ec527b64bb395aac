import { Text, View } from '@tarojs/components'
import { Tap } from '../../../components/tap/tap'
import { categoryName, chooseCategory } from '../../../services/categories'
import { openTab } from '../../../services/go'
import type { Category } from '../../../services/types'
import './category-grid.css'

/** The categories as tiles. While they load nothing jumps: the tiles' places are kept. A failure is left to the item list to tell. */
export function CategoryGrid({
  state,
}: {
  readonly state: { readonly data: { rows: Category[] } | undefined; readonly isLoading: boolean }
}) {
  if (!state.data) return state.isLoading ? <View className="category-grid category-grid--waiting" /> : null
  return (
    <View className="category-grid">
      {state.data.rows.map((category, index) => (
        <Tap
          key={category.id}
          className="category-grid__tile"
          role="link"
          label={categoryName(category)}
          onTap={() => {
            chooseCategory(category.id)
            openTab('category')
          }}
        >
          <View className={`category-grid__mark category-grid__mark--${index % 4}`} aria-hidden="true">
            {categoryName(category).slice(0, 1)}
          </View>
          <Text className="category-grid__name">{categoryName(category)}</Text>
        </Tap>
      ))}
    </View>
  )
}
