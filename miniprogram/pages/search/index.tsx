import { Input, Text, View } from '@tarojs/components'
import { PagedList } from '../../components/async-state/paged-list'
import { Button } from '../../components/button/button'
import { Empty } from '../../components/empty/empty'
import { Icon } from '../../components/icon/icon'
import { ItemCard } from '../../components/item-card/item-card'
import { guarded } from '../../components/page/guarded'
import { Page } from '../../components/page/page'
import { Tap } from '../../components/tap/tap'
import { t } from '../../i18n'
import { open } from '../../services/go'
import { useSearch } from './use-search'
import './index.css'

function SearchPage() {
  const search = useSearch()
  const empty = <Empty icon="search" title={t('search.empty', { text: search.asked })} text={t('search.emptyHint')} />
  return (
    <Page title={t('search.title')}>
      <View className="search__bar">
        <Icon name="search" />
        <Input
          className="search__input"
          focus
          confirmType="search"
          maxlength={60}
          placeholder={t('search.placeholder')}
          placeholderClass="field__placeholder"
          aria-label={t('search.placeholder')}
          value={search.text}
          onInput={(event) => search.setText(event.detail.value)}
        />
        {search.text !== '' && (
          <Tap className="search__clear" label={t('search.clear')} onTap={() => search.setText('')}>
            <Icon name="close" size="small" />
          </Tap>
        )}
      </View>
      {search.asked === '' ? (
        <Recent texts={search.recent} onChoose={search.setText} onClear={search.forgetRecent} />
      ) : (
        <PagedList list={search.items} skeleton="cards" empty={empty}>
          {(rows) =>
            rows.map((item) => (
              <ItemCard
                key={item.id}
                item={item}
                onOpen={() => {
                  search.remember()
                  open('item', { id: item.id })
                }}
              />
            ))
          }
        </PagedList>
      )}
    </Page>
  )
}

interface RecentProps {
  readonly texts: readonly string[]
  readonly onChoose: (text: string) => void
  readonly onClear: () => void
}

function Recent({ texts, onChoose, onClear }: RecentProps) {
  if (texts.length === 0) return <Empty icon="search" title={t('search.start')} />
  return (
    <View className="search__recent">
      <View className="row row--between">
        <Text className="quiet">{t('search.recent')}</Text>
        <Button size="small" look="quiet" text={t('search.clearRecent')} onTap={onClear} />
      </View>
      <View className="search__texts">
        {texts.map((text) => (
          <Tap key={text} className="search__text" onTap={() => onChoose(text)}>
            {text}
          </Tap>
        ))}
      </View>
    </View>
  )
}

export default guarded(SearchPage)
