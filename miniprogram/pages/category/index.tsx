import Taro, { useDidShow, useReachBottom } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { AsyncState } from '../../components/async-state/async-state'
import { PagedList } from '../../components/async-state/paged-list'
import { Empty } from '../../components/empty/empty'
import { ItemCard } from '../../components/item-card/item-card'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { showCartBadge } from '../../services/cart'
import { categoryName, chooseCategory, chosenCategoryStore } from '../../services/categories'
import { customer } from '../../services/customer'
import { useStore } from '../../services/store'
import { nameTabs } from '../../services/tabs'
import type { Category } from '../../services/types'
import { usePaged } from '../../services/use-paged'
import { useRemote } from '../../services/use-remote'
import { useWho } from '../../services/who'
import './index.css'

function CategoryPage() {
  const categories = useRemote('once', () => customer.catalog.categories({}))
  useDidShow(() => {
    nameTabs()
    showCartBadge()
  })
  return (
    <Page title={t('tab.category')}>
      <AsyncState state={categories} skeleton="cards">
        {({ rows }) => <Shelves categories={rows} />}
      </AsyncState>
    </Page>
  )
}

function Shelves({ categories }: { readonly categories: Category[] }) {
  const who = useWho()
  const asked = useStore(chosenCategoryStore)
  const chosen = categories.find((one) => one.id === asked) ?? categories[0]
  const categoryId = chosen?.id
  const items = usePaged(categoryId === undefined ? null : `${who.key} ${categoryId}`, (after) =>
    customer.catalog.search({ text: '', ...(categoryId ? { categoryId } : {}), ...(after ? { after } : {}) }),
  )
  useReachBottom(() => void items.more())
  if (categoryId === undefined) return <Empty icon="box" title={t('home.empty')} />
  return (
    <View className="shelves">
      <Rail categories={categories} chosenId={categoryId} />
      <View className="shelves__items">
        <PagedList list={items} skeleton="cards" empty={<Empty icon="box" title={t('category.empty')} />}>
          {(rows) => rows.map((item) => <ItemCard key={item.id} item={item} />)}
        </PagedList>
      </View>
    </View>
  )
}

function Rail({ categories, chosenId }: { readonly categories: Category[]; readonly chosenId: string }) {
  return (
    <View className="shelves__rail" role="tablist">
      {categories.map((category) => (
        <Tap
          key={category.id}
          role="tab"
          isOn={category.id === chosenId}
          className={`shelves__tab${category.id === chosenId ? ' shelves__tab--on' : ''}`}
          onTap={() => {
            chooseCategory(category.id)
            void Taro.pageScrollTo({ scrollTop: 0, duration: 0 })
          }}
        >
          {categoryName(category)}
        </Tap>
      ))}
    </View>
  )
}

export default guarded(CategoryPage)
