import { useDidShow } from '@tarojs/taro'
import { Text, View } from '@tarojs/components'
import { PagedList } from '../../components/async-state/paged-list'
import { Empty } from '../../components/empty/empty'
import { Icon } from '../../components/icon/icon'
import { ItemCard } from '../../components/item-card/item-card'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { showCartBadge } from '../../services/cart'
import { open } from '../../services/go'
import { nameTabs } from '../../services/tabs'
import { CategoryGrid } from './parts/category-grid'
import { OpenOrders } from './parts/open-orders'
import { useHome } from './use-home'
import './index.css'

function HomePage() {
  const { who, categories, items, profile, openOrders } = useHome()
  useDidShow(() => {
    nameTabs()
    showCartBadge()
  })
  return (
    <Page title={t('app.name')} className="home">
      <View className="home__top">
        <Tap className="home__search" role="link" label={t('home.search')} onTap={() => open('search')}>
          <Icon name="search" />
          <Text>{t('home.search')}</Text>
        </Tap>
        {who.role === 'guest' ? (
          <Tap className="home__note" role="link" onTap={() => open('sign-in')}>
            <Text>{t('home.guest')}</Text>
            <Icon name="right" size="small" />
          </Tap>
        ) : (
          profile.data &&
          profile.data.levelName !== '' && (
            <View className="home__note">{t('home.level', { level: profile.data.levelName })}</View>
          )
        )}
      </View>
      <OpenOrders orders={openOrders} />
      <CategoryGrid state={categories} />
      <View className="home__title">{t('home.items')}</View>
      <PagedList list={items} skeleton="cards" empty={<Empty icon="box" title={t('home.empty')} />}>
        {(rows) => rows.map((item) => <ItemCard key={item.id} item={item} />)}
      </PagedList>
    </Page>
  )
}

export default guarded(HomePage)
